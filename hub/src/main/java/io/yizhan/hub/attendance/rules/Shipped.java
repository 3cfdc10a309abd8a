package io.yizhan.hub.attendance.rules;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What comes with the program: the announcements of holidays, and rules that are marked as an example. */
public final class Shipped {

    private static final int FIRST_YEAR = 2024;

    private Shipped() {}

    /** All that were published when this version was made, by year. */
    public static List<HolidayYear> holidays() {
        List<HolidayYear> years = new ArrayList<>();
        for (int year = FIRST_YEAR; has("holidays-" + year + ".json"); year++) {
            years.add(read("holidays-" + year + ".json", HolidayYear.class));
        }
        return List.copyOf(years);
    }

    /** Three punches a day; a hall sets its own. */
    public static AttendanceRules example() {
        return read("rules-example.json", AttendanceRules.class);
    }

    private static boolean has(String name) {
        return Shipped.class.getResource(name) != null;
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream file = Shipped.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return Json.read(file.readAllBytes(), type);
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException("the program's " + name + " cannot be read", e);
        }
    }
}

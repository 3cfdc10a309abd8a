package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a year's holidays from JSON: the project's own form, {@code {"year", "source", "days": [{"date", "name",
 * "off"}]}}, or that of holiday-cn, {@code {"year", "papers": [], "days": [{"name", "date", "isOffDay"}]}}.
 */
public final class HolidayFile {

    /** A year has some forty such days. */
    private static final int DAYS_MAX = 200;

    private HolidayFile() {}

    /** @throws UnfitRulesException when it is no such file, or says what cannot be */
    public static HolidayYear read(byte[] json) {
        Map<?, ?> file = parse(json);
        List<HolidayYear.Day> days = new ArrayList<>();
        for (Object day : list(file, "days")) {
            days.add(day(day));
        }
        return new HolidayYear(year(file.get("year")), source(file), days);
    }

    private static Map<?, ?> parse(byte[] json) {
        try {
            return Json.read(json, Map.class);
        } catch (UnreadableException e) {
            throw no(String.valueOf(e.getMessage()));
        }
    }

    private static int year(@Nullable Object year) {
        if (!(year instanceof Integer number)) {
            throw no("year is " + year + ", and should be a number such as 2027");
        }
        return number;
    }

    private static String source(Map<?, ?> file) {
        if (file.get("source") instanceof String source) {
            return source;
        }
        return list(file, "papers").stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static HolidayYear.Day day(Object entry) {
        if (!(entry instanceof Map<?, ?> day)
                || !(day.get("name") instanceof String name)
                || !(day.get("date") instanceof String date)) {
            throw no("a day is " + entry + ", and should have name and date");
        }
        Object off = day.containsKey("off") ? day.get("off") : day.get("isOffDay");
        if (!(off instanceof Boolean free)) {
            throw no(date + " says neither off nor isOffDay with true or false");
        }
        try {
            return new HolidayYear.Day(LocalDate.parse(date), name, free);
        } catch (DateTimeException e) {
            throw no("\"" + date + "\" is no day such as 2027-01-01");
        }
    }

    private static List<?> list(Map<?, ?> file, String name) {
        Object list = file.get(name);
        if (list == null) {
            return List.of();
        }
        if (!(list instanceof List<?> items) || items.size() > DAYS_MAX) {
            throw no(name + " is no list of at most " + DAYS_MAX);
        }
        return items;
    }

    private static UnfitRulesException no(String why) {
        return new UnfitRulesException(
                Reason.NOT_A_FILE_OF_HOLIDAYS, "this is no file of a year's holidays: " + why, why);
    }
}

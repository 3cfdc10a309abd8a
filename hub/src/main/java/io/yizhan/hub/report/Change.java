package io.yizhan.hub.report;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a later version says otherwise.
 *
 * @param figure its name, see {@link Figure}; {@code row} where a person came or went; {@code day} for a day's outcomes
 * @param day the day, for {@code day}
 * @param before null where there was nothing
 * @param after null where there is nothing any more
 */
public record Change(
        StaffId staff,
        String name,
        String figure,
        @Nullable LocalDate day,
        @Nullable String before,
        @Nullable String after) {

    /** From one version's rows to another's, in the order of the later one. */
    static List<Change> between(List<BulletinRow> before, List<BulletinRow> after, List<Integer> lateStepsMin) {
        Map<StaffId, BulletinRow> former = new LinkedHashMap<>();
        before.forEach(row -> former.put(row.staff(), row));
        List<Change> changes = new ArrayList<>();
        for (BulletinRow row : after) {
            BulletinRow was = former.remove(row.staff());
            if (was == null) {
                changes.add(new Change(row.staff(), row.name(), "row", null, null, row.name()));
            } else {
                figures(was, row, lateStepsMin, changes);
                days(was, row, changes);
            }
        }
        former.values()
                .forEach(gone -> changes.add(new Change(gone.staff(), gone.name(), "row", null, gone.name(), null)));
        return List.copyOf(changes);
    }

    private static void figures(BulletinRow was, BulletinRow row, List<Integer> steps, List<Change> changes) {
        List<Figure> old = Figure.of(was, steps);
        List<Figure> now = Figure.of(row, steps);
        for (int i = 0; i < now.size(); i++) {
            if (!old.get(i).equals(now.get(i))) {
                String figure = now.get(i).step() == null
                        ? now.get(i).name()
                        : now.get(i).name() + "-" + now.get(i).step();
                changes.add(new Change(
                        row.staff(),
                        row.name(),
                        figure,
                        null,
                        old.get(i).text(),
                        now.get(i).text()));
            }
        }
    }

    private static void days(BulletinRow was, BulletinRow row, List<Change> changes) {
        Map<LocalDate, BulletinRow.Day> old = new LinkedHashMap<>();
        was.days().forEach(day -> old.put(day.day(), day));
        Map<LocalDate, BulletinRow.Day> now = new LinkedHashMap<>();
        row.days().forEach(day -> now.put(day.day(), day));
        List<LocalDate> all = new ArrayList<>(old.keySet());
        now.keySet().stream().filter(day -> !old.containsKey(day)).forEach(all::add);
        all.stream()
                .sorted()
                .filter(day -> !Objects.equals(old.get(day), now.get(day)))
                .forEach(day -> changes.add(
                        new Change(row.staff(), row.name(), "day", day, marks(old.get(day)), marks(now.get(day)))));
    }

    /** A day that is not listed was all on time. */
    private static @Nullable String marks(BulletinRow.@Nullable Day day) {
        if (day == null) {
            return null;
        }
        StringBuilder marks = new StringBuilder();
        for (BulletinRow.Outcome outcome : day.outcomes()) {
            marks.append(marks.isEmpty() ? "" : ",").append(Json.wireName(outcome.mark()));
            if (outcome.minutes() > 0) {
                marks.append(' ').append(outcome.minutes());
            }
        }
        return marks.toString();
    }
}

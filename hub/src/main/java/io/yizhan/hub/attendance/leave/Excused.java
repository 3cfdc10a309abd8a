package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a waiver excuses, and whom: also who could have used another reader, which does not hinder it. */
public final class Excused {

    private Excused() {}

    /** A slot of a day. */
    public record OnDay(LocalDate day, Slot slot) {}

    /**
     * The slots that it touches between opening and the end of grace (in), or the start of grace and closing (out); by
     * time. Of days whose kind nobody knows yet there are none.
     */
    public static List<OnDay> slots(RuleBook rules, Calendar calendar, Waiver waiver) {
        List<OnDay> touched = new ArrayList<>();
        LocalDate last = waiver.to().toLocalDate();
        for (LocalDate day = waiver.from().toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate of = day;
            rules.on(day).ifPresent(held -> {
                DayKind kind = calendar.kind(of, held.weekdays());
                if (kind.isWorked()) {
                    held.of(of, kind).slots().stream()
                            .filter(slot -> touches(waiver, of, slot))
                            .forEach(slot -> touched.add(new OnDay(of, slot)));
                }
            });
        }
        return touched;
    }

    private static boolean touches(Waiver waiver, LocalDate day, Slot slot) {
        boolean in = slot.direction() == Direction.IN;
        return waiver.touches(
                day.atTime(in ? slot.opens() : slot.limit()),
                day.atTime(in ? slot.limit() : slot.closes().minusMinutes(1)));
    }

    /** @param others readers at which a finger of theirs was enrolled, and that no waiver calls dead */
    public record Person(StaffId staff, List<DeviceId> others) {}

    /** Those with a finger enrolled at that reader in that time, by number. */
    public static List<Person> people(Rows rows, Waiver waiver, ZoneId zone) throws SQLException {
        record Place(StaffId staff, DeviceId device) {}
        List<Place> places = rows.list(
                "SELECT DISTINCT staff, device FROM enrolment WHERE wanted_ms < ? AND (withdrawn_ms IS NULL OR"
                        + " withdrawn_ms > ?) ORDER BY staff, device",
                row -> new Place(new StaffId(row.text("staff")), new DeviceId(row.text("device"))),
                waiver.to().atZone(zone).toInstant(),
                waiver.from().atZone(zone).toInstant());
        List<DeviceId> dead = Waivers.standing(
                        rows, waiver.from().toLocalDate(), waiver.to().toLocalDate())
                .stream()
                .filter(each ->
                        each.from().isBefore(waiver.to()) && waiver.from().isBefore(each.to()))
                .map(Waiver::device)
                .toList();
        Map<StaffId, List<DeviceId>> readers = new TreeMap<>(Comparator.comparing(StaffId::text));
        for (Place place : places) {
            readers.computeIfAbsent(place.staff, _ -> new ArrayList<>()).add(place.device);
        }
        return readers.entrySet().stream()
                .filter(each -> each.getValue().contains(waiver.device()))
                .map(each -> new Person(
                        each.getKey(),
                        each.getValue().stream()
                                .filter(device -> !device.equals(waiver.device()) && !dead.contains(device))
                                .toList()))
                .toList();
    }
}

package io.yizhan.hub.attendance.month;

import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.leave.Waivers;
import io.yizhan.hub.attendance.reckoning.Usable;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
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

/** What a waiver excuses, and whom: also who could have used another reader, which does not hinder it. */
public final class Excused {

    private final Rows rows;
    private final Map<StaffId, List<Usable>> readers;

    /** As these rows have it: for within one snapshot. */
    public Excused(Rows rows, ZoneId zone) throws SQLException {
        this.rows = rows;
        this.readers = UsableReaders.of(rows, new HallHours(zone));
    }

    /** A slot of a day. */
    public record OnDay(LocalDate day, Slot slot) {}

    /**
     * The slots that it touches, by time. Of days whose kind nobody knows yet there are none.
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
                            .filter(slot -> waiver.touches(of, slot))
                            .forEach(slot -> touched.add(new OnDay(of, slot)));
                }
            });
        }
        return touched;
    }

    /** @param others readers at which this person could punch then, and that no waiver calls dead */
    public record Person(StaffId staff, List<DeviceId> others) {}

    /** Those who worked here on its days and could have punched at that reader, by finger or PIN; by number. */
    public List<Person> people(Waiver waiver) throws SQLException {
        LocalDate first = waiver.from().toLocalDate();
        LocalDate last = waiver.to().minusMinutes(1).toLocalDate();
        List<DeviceId> dead = Waivers.standing(rows, first, last).stream()
                .filter(each ->
                        each.from().isBefore(waiver.to()) && waiver.from().isBefore(each.to()))
                .map(Waiver::device)
                .toList();
        return Careers.assignments(rows, first, last).stream()
                .map(Assignment::staff)
                .distinct()
                .filter(staff -> usable(staff, first, last).contains(waiver.device()))
                .sorted(Comparator.comparing(StaffId::text))
                .map(staff -> new Person(
                        staff,
                        usable(staff, first, last).stream()
                                .filter(device -> !device.equals(waiver.device()) && !dead.contains(device))
                                .toList()))
                .toList();
    }

    /** By name. */
    private List<DeviceId> usable(StaffId staff, LocalDate first, LocalDate last) {
        return readers.getOrDefault(staff, List.of()).stream()
                .filter(reader -> reader.touches(first, last))
                .map(Usable::device)
                .distinct()
                .sorted(Comparator.comparing(DeviceId::text))
                .toList();
    }
}

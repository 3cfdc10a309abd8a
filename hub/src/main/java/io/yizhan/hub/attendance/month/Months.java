package io.yizhan.hub.attendance.month;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.leave.Corrections;
import io.yizhan.hub.attendance.leave.GrantedCorrection;
import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.Leaves;
import io.yizhan.hub.attendance.leave.Waivers;
import io.yizhan.hub.attendance.reckoning.KnownOfHall;
import io.yizhan.hub.attendance.reckoning.KnownOfPerson;
import io.yizhan.hub.attendance.reckoning.MonthReckoning;
import io.yizhan.hub.attendance.reckoning.Seen;
import io.yizhan.hub.attendance.reckoning.Usable;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that is known of a span of days, ready to be reckoned. */
public final class Months {

    private final HallHours hours;

    public Months(ZoneId zone) {
        this.hours = new HallHours(zone);
    }

    /**
     * Reads what is known of these days, both included: within one snapshot.
     *
     * @param within whose days are asked for; who is beyond may be among them
     * @param now the moment at which it is reckoned
     */
    public MonthReckoning known(Rows rows, LocalDate from, LocalDate to, Reach.Within within, Instant now)
            throws SQLException {
        return known(rows, RulesOnRecord.rules(rows), RulesOnRecord.calendar(rows), from, to, within, now);
    }

    /** The same as if these were the hall's rules and its calendar. */
    MonthReckoning known(
            Rows rows,
            RuleBook rules,
            Calendar calendar,
            LocalDate from,
            LocalDate to,
            Reach.Within within,
            Instant now)
            throws SQLException {
        KnownOfHall hall = new KnownOfHall(
                rules, calendar, ReaderCoverage.of(rows, hours), Waivers.standing(rows, from, to), hours.of(now));
        List<StandIn> standIns = Careers.standIns(rows, from, to);
        List<Assignment> postings = Careers.assignments(rows, from, to).stream()
                .filter(each -> isAsked(each, within, standIns))
                .toList();
        Map<StaffId, List<Usable>> readers = UsableReaders.of(rows, hours);
        Map<StaffId, List<Leave>> leaves = Leaves.granted(rows, from, to);
        Map<StaffId, List<Seen>> seen = seen(rows, from, to, within);
        List<KnownOfPerson> people = postings.stream()
                .map(Assignment::staff)
                .distinct()
                .map(staff -> new KnownOfPerson(
                        staff,
                        seen.getOrDefault(staff, List.of()),
                        leaves.getOrDefault(staff, List.of()),
                        readers.getOrDefault(staff, List.of())))
                .toList();
        return new MonthReckoning(hall, people, postings, standIns);
    }

    /** At which readers each person could punch on this day; who could at none is not there. */
    public Map<StaffId, Set<DeviceId>> readers(Rows rows, LocalDate day) throws SQLException {
        Map<StaffId, Set<DeviceId>> readers = new HashMap<>();
        UsableReaders.of(rows, hours)
                .forEach((staff, all) -> all.stream()
                        .filter(reader -> reader.on(day))
                        .forEach(reader -> readers.computeIfAbsent(staff, _ -> new HashSet<>())
                                .add(reader.device())));
        return readers;
    }

    /** A person's own days, and those of the A persons for whom they stood in. */
    private static boolean isAsked(Assignment assignment, Reach.Within within, List<StandIn> standIns) {
        return (within.agency() == null || within.agency().equals(assignment.agency()))
                && (within.staff() == null
                        || within.staff().equals(assignment.staff())
                        || standIns.stream()
                                .anyMatch(pair -> pair.b().equals(within.staff())
                                        && pair.a().equals(assignment.staff())));
    }

    private Map<StaffId, List<Seen>> seen(Rows rows, LocalDate from, LocalDate to, Reach.Within within)
            throws SQLException {
        Map<StaffId, List<Seen>> seen = new HashMap<>();
        Named named = new Named();
        record Punched(StaffId staff, Seen seen) {}
        for (Punched punch : rows.list(
                "SELECT device, journal, seq, staff, at_ms, earliest_ms, latest_ms, time_source, flagged FROM punch"
                        + " WHERE (day BETWEEN ? AND ? OR last_day >= ? AND first_day <= ?)"
                        + " AND (? IS NULL OR staff IN (SELECT a.staff FROM assignment a WHERE a.agency = ?))",
                row -> new Punched(named.staff(row.text("staff")), punch(row, named)),
                from,
                to,
                from,
                to,
                within.agency(),
                within.agency())) {
            seen.computeIfAbsent(punch.staff, _ -> new ArrayList<>()).add(punch.seen);
        }
        Corrections.granted(rows, from, to).forEach((staff, granted) -> {
            for (GrantedCorrection correction : granted) {
                seen.computeIfAbsent(staff, _ -> new ArrayList<>())
                        .add(Seen.correction(correction.id(), correction.at()));
            }
        });
        return seen;
    }

    /** Few names stand in many rows, and each is checked when it is made. */
    private static final class Named {
        private final Map<String, StaffId> people = new HashMap<>();
        private final Map<String, DeviceId> devices = new HashMap<>();

        StaffId staff(String text) {
            return people.computeIfAbsent(text, StaffId::new);
        }

        DeviceId device(String text) {
            return devices.computeIfAbsent(text, DeviceId::new);
        }
    }

    /** What a trusted clock or an admin said is exact; of all else only the bounds are known. */
    private Seen punch(Row row, Named named) throws SQLException {
        DeviceId device = named.device(row.text("device"));
        String ref = device.text() + "/" + row.text("journal") + "/" + row.number("seq");
        TrueTime.Source source = row.word("time_source", TrueTime.Source.class);
        if (source == TrueTime.Source.SYNCED || source == TrueTime.Source.SETTLED) {
            LocalDateTime at = hours.of(row.instant("at_ms"));
            return new Seen(ref, device, at, at);
        }
        TrueTime time = EntryTimes.time(row);
        return new Seen(ref, device, hours.of(time.earliest()), hours.of(time.latest()));
    }
}

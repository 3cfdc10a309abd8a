package io.yizhan.hub.attendance;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/**
 * Punches and unknown fingers from the readers' journals, each under the day of the hall's zone on which it happened.
 */
public final class AttendanceProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS = List.of();

    /** What has no latest moment may be of any day up to this; a year of five digits no filter could name. */
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private final ZoneId zone;

    public AttendanceProjection(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public List<String> tables() {
        return List.of("punch", "unknown_finger");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException {
        switch (entry.fact()) {
            case Punch punch -> punch(tx, entry, punch);
            case PunchUnknown unknown ->
                tx.update(
                        "INSERT INTO unknown_finger (at_ms, device, journal, seq, day, reason, earliest_ms, latest_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        entry.time().at(),
                        entry.device(),
                        entry.journal(),
                        entry.seq(),
                        day(entry.time().at()),
                        unknown.reason(),
                        entry.time().doubtEarliest(),
                        entry.time().doubtLatest());
            default -> {}
        }
    }

    @Override
    public void retime(Tx tx, Entry entry) throws SQLException {
        Instant at = entry.time().at();
        switch (entry.fact()) {
            case Punch _ ->
                tx.update(
                        "UPDATE punch SET at_ms = ?, day = ?, month = ?, earliest_ms = ?, latest_ms = ?,"
                                + " time_source = ?, flagged = ?, first_day = NULL, last_day = NULL" + OF_ENTRY
                                + " AND time_source <> 'synced'",
                        at,
                        day(at),
                        YearMonth.from(day(at)).toString(),
                        entry.time().earliest(),
                        entry.time().latest(),
                        entry.time().source(),
                        entry.time().flagged(),
                        entry.device(),
                        entry.journal(),
                        entry.seq());
            case PunchUnknown _ ->
                tx.update(
                        "UPDATE unknown_finger SET at_ms = ?, day = ?, earliest_ms = NULL, latest_ms = NULL" + OF_ENTRY,
                        at,
                        day(at),
                        entry.device(),
                        entry.journal(),
                        entry.seq());
            default -> {}
        }
    }

    private static final String OF_ENTRY = " WHERE device = ? AND journal = ? AND seq = ?";

    private void punch(Tx tx, Entry entry, Punch punch) throws SQLException {
        TrueTime time = entry.time();
        LocalDate day = day(time.at());
        LocalDate first = day(time.earliest());
        LocalDate last = day(time.latest());
        boolean oneDay = time.isMoment() || first.equals(last);
        tx.append(
                "INSERT INTO punch (at_ms, device, journal, seq, day, month, first_day, last_day, earliest_ms, latest_ms,"
                        + " time_source, flagged, staff, method, score) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                time.at(),
                entry.device(),
                entry.journal(),
                entry.seq(),
                day,
                YearMonth.from(day).toString(),
                oneDay ? null : first,
                oneDay ? null : last,
                time.earliest(),
                time.latest(),
                time.source(),
                time.flagged(),
                punch.staff(),
                punch.method(),
                punch.score());
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at.isAfter(LAST) ? LAST : at, zone);
    }
}

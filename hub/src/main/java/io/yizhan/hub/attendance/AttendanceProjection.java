package io.yizhan.hub.attendance;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/** Punches and unknown fingers from the readers' journals, each under the day of the hall's zone on which it happened. */
public final class AttendanceProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS = List.of();

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
                        "INSERT INTO unknown_finger (at_ms, device, journal, seq, day, reason)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        entry.time().at(),
                        entry.device(),
                        entry.journal(),
                        entry.seq(),
                        day(entry),
                        unknown.reason());
            default -> {}
        }
    }

    private void punch(Tx tx, Entry entry, Punch punch) throws SQLException {
        LocalDate day = day(entry);
        tx.update(
                "INSERT INTO punch (at_ms, device, journal, seq, day, month, earliest_ms, latest_ms, time_source,"
                        + " flagged, staff, method, score) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.time().at(),
                entry.device(),
                entry.journal(),
                entry.seq(),
                day,
                YearMonth.from(day).toString(),
                entry.time().earliest(),
                entry.time().latest(),
                entry.time().source(),
                entry.time().flagged(),
                punch.staff(),
                punch.method(),
                punch.score());
    }

    private LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.time().at(), zone);
    }
}

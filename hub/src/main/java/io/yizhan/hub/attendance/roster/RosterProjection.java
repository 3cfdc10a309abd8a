package io.yizhan.hub.attendance.roster;

import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.List;

/** The rosters from the hub's journal. */
public final class RosterProjection implements Projection {

    /** What is decided about rosters. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(RosterSet.class);

    @Override
    public List<String> tables() {
        return List.of("roster_day", "roster_front");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        if (entry.fact() instanceof RosterSet set) {
            set(tx, entry, set);
        }
    }

    private static void set(Tx tx, Entry entry, RosterSet set) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM agency WHERE agency = ?", set.agency()) == 0) {
            throw new RuleBrokenException("agency " + set.agency() + " is not in the hall: add the agency first");
        }
        tx.update(
                "INSERT INTO roster_day (agency, day, account, set_ms, set_earliest_ms, set_latest_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (agency, day) DO UPDATE SET"
                        + " account = excluded.account, set_ms = excluded.set_ms,"
                        + " set_earliest_ms = excluded.set_earliest_ms, set_latest_ms = excluded.set_latest_ms",
                set.agency(),
                set.day(),
                set.by(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
        tx.update("DELETE FROM roster_front WHERE agency = ? AND day = ?", set.agency(), set.day());
        place(tx, set, Half.MORNING, set.morning());
        place(tx, set, Half.AFTERNOON, set.afternoon());
    }

    private static void place(Tx tx, RosterSet set, Half half, List<StaffId> front) throws SQLException {
        for (StaffId staff : front) {
            tx.update(
                    "INSERT INTO roster_front (agency, day, half, staff) VALUES (?, ?, ?, ?)",
                    set.agency(),
                    set.day(),
                    half,
                    staff);
        }
    }
}

package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** The rules and holidays that were set, from the hub's journal. */
public final class RulesProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS =
            List.of(AttendanceRulesSet.class, AttendanceRulesWithdrawn.class, HolidaysAnnounced.class);

    @Override
    public List<String> tables() {
        return List.of("attendance_rules", "holiday_year");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException {
        switch (entry.fact()) {
            case AttendanceRulesSet set ->
                tx.update(
                        "INSERT INTO attendance_rules (from_day, rules, account, set_ms) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (from_day) DO UPDATE SET rules = excluded.rules,"
                                + " account = excluded.account, set_ms = excluded.set_ms",
                        set.rules().from(),
                        json(set.rules()),
                        set.by(),
                        entry.time().at());
            case AttendanceRulesWithdrawn withdrawn ->
                tx.update("DELETE FROM attendance_rules WHERE from_day = ?", withdrawn.from());
            case HolidaysAnnounced announced ->
                tx.update(
                        "INSERT INTO holiday_year (year, announced, account, set_ms) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (year) DO UPDATE SET announced = excluded.announced,"
                                + " account = excluded.account, set_ms = excluded.set_ms",
                        announced.announced().year(),
                        json(announced.announced()),
                        announced.by(),
                        entry.time().at());
            default -> {}
        }
    }

    private static String json(Object record) {
        return new String(Json.write(record), StandardCharsets.UTF_8);
    }
}

package io.yizhan.hub.book;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.LineFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the records say of entries whose time is uncertain, or was until an admin settled it. */
public final class UncertainTimes {

    /** The types whose records show the time of the entry, and follow when it is settled. */
    private static final String SETTLED_TYPES = "('punch', 'punch-unknown', 'rating-opened', 'rating-given',"
            + " 'rating-missed', 'rating-void', 'ticket-issued', 'called', 'called-locally', 'recalled', 'no-show',"
            + " 'finished', 'signed-in', 'signed-out', 'counter-opened', 'counter-paused', 'counter-closed', 'booted',"
            + " 'fault-raised')";

    private static final String FROM = " FROM uncertain_entry u LEFT JOIN time_settled s ON s.device = u.device"
            + " AND s.journal = u.journal AND s.seq = u.seq WHERE u.type IN " + SETTLED_TYPES;

    private UncertainTimes() {}

    private static final LineFormat<Fact> LINES = LineFormat.ofTerminals();

    /** An entry, with its bounds. */
    public record Uncertain(
            DeviceId device,
            JournalId journal,
            long seq,
            String type,
            Fact fact,
            TrueTime time,
            @Nullable Settlement settlement) {}

    /** An admin's word. */
    public record Settlement(Instant at, String reason, String by) {}

    /** Those that wait for an admin first, the newest first. */
    public static List<Uncertain> list(Rows rows, int limit, int skip) throws SQLException {
        return rows.list(
                "SELECT u.device, u.journal, u.seq, u.type, u.line, u.at_ms, u.earliest_ms, u.latest_ms, s.at_ms AS settled_ms,"
                        + " s.reason, s.account" + FROM + " ORDER BY CASE WHEN s.seq IS NULL THEN 0 ELSE 1 END,"
                        + " u.at_ms DESC, u.device, u.journal, u.seq LIMIT ? OFFSET ?",
                UncertainTimes::uncertain,
                limit,
                skip);
    }

    /** How many there are, settled or not. */
    public static int count(Rows rows) throws SQLException {
        return Math.toIntExact(rows.number("SELECT count(*)" + FROM));
    }

    /** How many wait for an admin. */
    public static int countWaiting(Rows rows) throws SQLException {
        return Math.toIntExact(rows.number("SELECT count(*)" + FROM + " AND s.seq IS NULL"));
    }

    private static Uncertain uncertain(Row row) throws SQLException {
        Instant settled = row.instantOrNull("settled_ms");
        return new Uncertain(
                new DeviceId(row.text("device")),
                new JournalId(row.text("journal")),
                row.number("seq"),
                row.text("type"),
                fact(row.bytes("line")),
                new TrueTime(
                        row.instant("at_ms"),
                        row.instant("earliest_ms"),
                        row.instant("latest_ms"),
                        TrueTime.Source.UNCERTAIN,
                        false),
                settled == null ? null : new Settlement(settled, row.text("reason"), row.text("account")));
    }

    static Fact fact(byte[] line) {
        try {
            return Objects.requireNonNull(LINES.read(line).fact());
        } catch (UnreadableException e) {
            throw new IllegalStateException("a fact that was written here cannot be read: " + e.getMessage(), e);
        }
    }
}

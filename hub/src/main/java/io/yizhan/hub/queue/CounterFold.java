package io.yizhan.hub.queue;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import java.sql.SQLException;

/**
 * Rows of counters: what each journal said last of each. A journal that was left behind keeps its row, and loses to a
 * newer.
 */
final class CounterFold {

    private CounterFold() {}

    /** Who sits down opens the counter; a pause or a close afterwards is an entry of its own. */
    static void signedIn(Tx tx, Entry entry, SignedIn in) throws SQLException {
        turned(tx, entry, in.counter(), CounterPlate.Condition.OPEN);
        tx.update(
                "UPDATE counter_state SET staff = ?, signed_ms = ?, signed_seq = ?, sign_seq = ?" + UNLESS_SIGNED_LATER,
                in.staff(),
                entry.time().at(),
                entry.seq(),
                entry.seq(),
                in.counter(),
                entry.device(),
                entry.journal(),
                entry.seq());
    }

    static void signedOut(Tx tx, Entry entry, SignedOut out) throws SQLException {
        turned(tx, entry, out.counter(), CounterPlate.Condition.CLOSED);
        tx.update(
                "UPDATE counter_state SET staff = NULL, signed_ms = NULL, signed_seq = NULL, sign_seq = ?"
                        + UNLESS_SIGNED_LATER,
                entry.seq(),
                out.counter(),
                entry.device(),
                entry.journal(),
                entry.seq());
    }

    /** The journal told this call at this counter: until it ends it, the counter is taken. */
    static void serving(Tx tx, Entry entry, CounterId counter, CallId call) throws SQLException {
        tx.update(
                "UPDATE counter_state SET serving = ? WHERE counter = ? AND device = ? AND journal = ?",
                call,
                counter,
                entry.device(),
                entry.journal());
    }

    static void ended(Tx tx, Entry entry, CallId call) throws SQLException {
        tx.update(
                "UPDATE counter_state SET serving = NULL WHERE serving = ? AND device = ? AND journal = ?",
                call,
                entry.device(),
                entry.journal());
    }

    static void turned(Tx tx, Entry entry, CounterId counter, CounterPlate.Condition condition) throws SQLException {
        tx.update(
                "INSERT INTO counter_state (counter, device, journal, seq, at_ms, earliest_ms, latest_ms, condition)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (counter, device, journal) DO UPDATE SET seq = excluded.seq,"
                        + " at_ms = excluded.at_ms, earliest_ms = excluded.earliest_ms,"
                        + " latest_ms = excluded.latest_ms, condition = excluded.condition"
                        + " WHERE excluded.seq > counter_state.seq",
                counter,
                entry.device(),
                entry.journal(),
                entry.seq(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                condition);
    }

    /** The time of a word on a counter is settled: who signs in opens it, so one entry may stand for both. */
    static void retime(Tx tx, Entry entry, CounterId counter) throws SQLException {
        tx.update(
                "UPDATE counter_state SET at_ms = ?, earliest_ms = NULL, latest_ms = NULL" + OF_ENTRY + " AND seq = ?",
                entry.time().at(),
                counter,
                entry.device(),
                entry.journal(),
                entry.seq());
        tx.update(
                "UPDATE counter_state SET signed_ms = ?" + OF_ENTRY + " AND signed_seq = ?",
                entry.time().at(),
                counter,
                entry.device(),
                entry.journal(),
                entry.seq());
    }

    private static final String OF_ENTRY = " WHERE counter = ? AND device = ? AND journal = ?";

    private static final String UNLESS_SIGNED_LATER = OF_ENTRY + " AND sign_seq < ?";
}

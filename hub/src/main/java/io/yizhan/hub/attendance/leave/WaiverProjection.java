package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;

/** Waivers from the hub's journal, the withdrawn ones too. */
public final class WaiverProjection implements Projection {

    /** What is decided about dead readers. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(WaiverGranted.class, WaiverWithdrawn.class);

    @Override
    public List<String> tables() {
        return List.of("waiver");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case WaiverGranted granted -> grant(tx, entry, granted);
            case WaiverWithdrawn withdrawn -> withdraw(tx, entry, withdrawn);
            default -> {}
        }
    }

    private static void grant(Tx tx, Entry entry, WaiverGranted granted) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM waiver WHERE waiver = ?", granted.waiver()) > 0) {
            throw new RuleBrokenException(
                    "waiver " + granted.waiver() + " was given before: each has an id of its own");
        }
        tx.update(
                "INSERT INTO waiver (waiver, device, from_time, to_time, reason, evidence, account, granted_ms,"
                        + " granted_earliest_ms, granted_latest_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                granted.waiver(),
                granted.device(),
                granted.from().toString(),
                granted.to().toString(),
                granted.reason(),
                granted.evidence(),
                granted.by(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
    }

    private static void withdraw(Tx tx, Entry entry, WaiverWithdrawn withdrawn)
            throws SQLException, RuleBrokenException {
        int touched = tx.update(
                "UPDATE waiver SET withdrawn_by = ?, why = ?, withdrawn_ms = ?, withdrawn_earliest_ms = ?,"
                        + " withdrawn_latest_ms = ? WHERE waiver = ? AND withdrawn_ms IS NULL",
                withdrawn.by(),
                withdrawn.reason(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                withdrawn.waiver());
        if (touched == 0) {
            throw new RuleBrokenException(
                    "waiver " + withdrawn.waiver() + " does not stand: it is unknown, or was withdrawn before");
        }
    }
}

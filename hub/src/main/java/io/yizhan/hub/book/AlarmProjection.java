package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.util.List;

/** The list of alarms, and of the entries that are lost. */
public final class AlarmProjection implements Projection {

    /** What the book itself writes into the hub's journal. */
    public static final List<Class<? extends HubFact>> FACTS =
            List.of(AlarmRaised.class, EntriesLost.class, EntryAppliedAgain.class, HubRestored.class);

    @Override
    public List<String> tables() {
        return List.of("alarm", "loss");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException {
        switch (entry.fact()) {
            case AlarmRaised alarm -> alarm(tx, entry, alarm.device(), alarm.kind(), alarm.detail());
            case HubRestored restored -> alarm(tx, entry, entry.device(), "restored", restored.detail());
            case EntriesLost lost ->
                tx.update(
                        "INSERT INTO loss (device, journal, from_seq, through_seq, at_ms) VALUES (?, ?, ?, ?, ?)",
                        lost.device(),
                        lost.journal(),
                        lost.from(),
                        lost.through(),
                        entry.time().at());
            default -> {}
        }
    }

    private static void alarm(Tx tx, Entry entry, DeviceId device, String kind, String detail) throws SQLException {
        tx.update(
                "INSERT INTO alarm (alarm, at_ms, earliest_ms, latest_ms, device, kind, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                entry.seq(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                device,
                kind,
                detail);
    }
}

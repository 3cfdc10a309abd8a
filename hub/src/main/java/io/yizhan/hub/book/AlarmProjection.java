package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;

/** The list of alarms. */
public final class AlarmProjection implements Projection {

    @Override
    public List<String> tables() {
        return List.of("alarm");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException {
        if (entry.fact() instanceof AlarmRaised alarm) {
            tx.update(
                    "INSERT INTO alarm (alarm, at_ms, device, kind, detail) VALUES (?, ?, ?, ?, ?)",
                    entry.seq(),
                    entry.time().at(),
                    alarm.device(),
                    alarm.kind(),
                    alarm.detail());
        }
    }
}

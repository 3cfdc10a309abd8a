package io.yizhan.hub.vault;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;

/** Which kit stands in the journal, so that it is sealed again when it changes and not at each start. */
public final class KitProjection implements Projection {

    /** What the hub's journal may say of it. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(KitSealed.class);

    @Override
    public List<String> tables() {
        return List.of("kit");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException {
        if (entry.fact() instanceof KitSealed sealed && sealed.part() == sealed.parts()) {
            tx.update(
                    "INSERT INTO kit (one, kit, lock, sealed_ms) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET"
                            + " kit = excluded.kit, lock = excluded.lock, sealed_ms = excluded.sealed_ms",
                    sealed.kit(),
                    sealed.lock(),
                    entry.time().at());
        }
    }
}

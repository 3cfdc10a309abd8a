package io.yizhan.hub.follower;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.util.Optional;

/** What a device may say: a kiosk cannot punch, counter 3 cannot call for counter 4. */
@FunctionalInterface
public interface Rights {

    /** The rights that a device has in this transaction: asked once for a batch. */
    Says of(Rows rows, DeviceId device) throws SQLException;

    /** What one device may say. Lives as long as the transaction. */
    @FunctionalInterface
    interface Says {

        /** Why it may not say this, for an admin; empty when it may. */
        Optional<String> objection(Fact fact) throws SQLException;
    }
}

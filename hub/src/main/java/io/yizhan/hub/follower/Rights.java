package io.yizhan.hub.follower;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.util.Optional;

/** What a device may say: a kiosk cannot punch, counter 3 cannot call for counter 4. */
@FunctionalInterface
public interface Rights {

    /** Why this device may not say this, for an admin; empty when it may. */
    Optional<String> objection(Rows rows, DeviceId device, Fact fact) throws SQLException;
}

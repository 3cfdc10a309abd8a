package io.yizhan.protocol.state;

import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.StoreId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Whether the hub is there; retained, and its last will. */
public record HubStatus(
        boolean online,
        ConnectionId connection,
        @Nullable OffsetDateTime at,
        @Nullable String version,
        @Nullable StoreId store,
        @Nullable Long epoch) {}

package io.yizhan.terminal.uplink;

import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import java.util.Optional;

/**
 * The newest that the hub told everybody, and this device. Config, services and queue outlive a restart, so that a
 * terminal works with the hub away. For any thread.
 */
public interface HallState {

    Optional<DeviceConfig> config();

    /** Whether {@link #config} was heard since the start, and is not only remembered from before. */
    boolean configHeard();

    Optional<Services> services();

    Optional<QueueState> queue();

    Optional<Calls> calls();

    /** What the hub last said of itself while it was there. */
    Optional<HubStatus> hub();

    /** Whether we are connected and the hub says that it is there. */
    boolean hubOnline();

    /** Called after each change, of whichever; it must only enqueue. */
    void onChange(Runnable listener);
}

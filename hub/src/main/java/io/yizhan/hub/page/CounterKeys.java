package io.yizhan.hub.page;

import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;

/** How the page presses a key of a counter: by an order to its device, which carries it out and notes it. */
@FunctionalInterface
public interface CounterKeys {

    /** Sends the order, and does not wait until it is carried out. */
    Pressed press(CounterId counter, Counter.Action action, StaffId staff);

    /** Whether the order went out. */
    enum Pressed {
        SENT,
        /** The counter's device is not there. */
        AWAY,
        /** No device has this counter. */
        UNKNOWN
    }
}

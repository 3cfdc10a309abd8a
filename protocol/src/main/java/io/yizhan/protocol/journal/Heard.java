package io.yizhan.protocol.journal;

import io.yizhan.protocol.WireNumber;
import io.yizhan.protocol.id.BootId;

/**
 * The hub's boot and uptime as the newest ack gave them, and this terminal's uptime when that ack came; milliseconds.
 */
public record Heard(BootId boot, long up, long here) {

    public Heard {
        WireNumber.check("heard up", up, 0);
        WireNumber.check("heard here", here, 0);
    }
}

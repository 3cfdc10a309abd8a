package io.yizhan.protocol.journal;

import io.yizhan.protocol.id.BootId;

/**
 * The hub's boot and uptime as the newest ack gave them, and this terminal's uptime when that ack came; milliseconds.
 */
public record Heard(BootId boot, long up, long here) {

    public Heard {
        if (up < 0 || here < 0) {
            throw new IllegalArgumentException("heard up " + up + " or here " + here + " is negative");
        }
    }
}

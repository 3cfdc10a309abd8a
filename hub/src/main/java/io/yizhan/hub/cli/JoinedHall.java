package io.yizhan.hub.cli;

import io.yizhan.protocol.id.HallId;
import java.time.ZoneId;

/**
 * What a device is told of the hall that it joins.
 *
 * @param brokerHost as its certificate names it
 */
public record JoinedHall(HallId hall, ZoneId zone, String brokerHost, int brokerPort) {

    /** Reads it from the hall's settings; these belong to the hub as a whole, which is above the commands. */
    @FunctionalInterface
    public interface Reader {
        JoinedHall read(HallFolder folder) throws CommandFailedException;
    }
}

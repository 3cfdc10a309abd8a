package io.yizhan.hub.cli;

import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.vault.RecoveryLock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told of the hall that it joins.
 *
 * @param brokerHost as its certificate names it
 * @param recoveryLock what a vault seals with; null in a hall without a recovery key
 */
public record JoinedHall(
        HallId hall,
        ZoneId zone,
        String brokerHost,
        int brokerPort,
        @Nullable RecoveryLock recoveryLock) {

    /** Reads it from the hall's settings; these belong to the hub as a whole, which is above the commands. */
    @FunctionalInterface
    public interface Reader {
        JoinedHall read(HallFolder folder) throws CommandFailedException;
    }
}

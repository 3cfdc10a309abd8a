package io.yizhan.hub.cli;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The broker's access list, and the devices that are shut out by it: their certificates are still the hall's own. The
 * file is written in place, so that it stays the broker's user's; the broker reads it at its start and at a SIGHUP.
 */
final class BrokerAccess {

    private final Path file;
    private final HallId hall;

    BrokerAccess(HallFolder folder, HallId hall) {
        this.file = folder.brokerAccess();
        this.hall = hall;
    }

    /** Nothing comes from this device any more, and nothing goes to it. */
    void shutOut(DeviceId device) throws IOException {
        if (!Files.readString(file).contains(refusal(device))) {
            Files.writeString(file, refusal(device), StandardOpenOption.APPEND);
        }
    }

    /**
     * A device of this name may come again.
     *
     * @return whether it was shut out, so that the broker has to read the list again
     */
    boolean letIn(DeviceId device) throws IOException {
        String list = Files.readString(file);
        String without = list.replace(refusal(device), "");
        if (without.equals(list)) {
            return false;
        }
        Files.writeString(file, without);
        return true;
    }

    /** Mosquitto asks what is denied first. */
    String refusal(DeviceId device) {
        return """

            # Removed from the hall:
            user %1$s
            topic deny yizhan/1/%2$s/%1$s/#
            topic deny yizhan/1/%2$s/all/#
            """.formatted(device, hall);
    }
}

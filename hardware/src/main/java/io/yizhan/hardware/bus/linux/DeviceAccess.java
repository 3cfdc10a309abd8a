package io.yizhan.hardware.bus.linux;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** What to say to somebody whose user may not open a device. */
final class DeviceAccess {

    private DeviceAccess() {}

    /** The remedy names the very group that the device belongs to: dialout, gpio, spi, lp, input … */
    static LinkException denied(Path device) {
        return new LinkException(
                Kind.DENIED,
                "user " + System.getProperty("user.name") + " may not read and write " + device
                        + "; add the user to the group that owns it (`sudo usermod -aG " + group(device) + " "
                        + System.getProperty("user.name") + "`) and start again");
    }

    private static String group(Path device) {
        try {
            return Files.readAttributes(device, PosixFileAttributes.class)
                    .group()
                    .getName();
        } catch (IOException e) {
            return "GROUP"; // it went away: `ls -l` tells when it is back
        }
    }
}

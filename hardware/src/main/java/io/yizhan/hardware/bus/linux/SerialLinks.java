package io.yizhan.hardware.bus.linux;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens serial lines by path: a UART, a USB adapter, a pty. Always 8 data bits, no parity, 1 stop bit, no flow
 * control.
 */
public final class SerialLinks {

    private static final int DATA_BITS = 8;

    // errno as Linux numbers it on every architecture that Raspberry Pi OS runs on (asm-generic/errno-base.h)
    private static final int ENOENT = 2;
    private static final int ENXIO = 6;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int ENOTTY = 25;

    private SerialLinks() {}

    /**
     * @param path the device or a link to it; links of udev and of a simulator may move, so it is resolved at each open
     * @param baud bits a second; a pty takes any
     */
    public static ByteLink open(Path path, int baud) throws LinkException {
        if (!Files.exists(path)) {
            throw missing(path);
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw DeviceAccess.denied(path);
        }
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path.toRealPath().toString());
        } catch (SerialPortInvalidPortException | IOException e) {
            throw notSerial(path, e);
        }
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SerialLink.READ_SLICE_MS, 0);
        if (!port.openPort(0)) {
            throw notOpened(path, port.getLastErrorCode(), port.getLastErrorLocation());
        }
        return new SerialLink(path.toString(), port);
    }

    private static LinkException notOpened(Path path, int errno, int location) {
        return switch (errno) {
            // 2 is also the library's own word for "this process has it open"
            case ENOENT -> Files.exists(path) ? busy(path) : missing(path);
            case ENXIO, ENODEV -> missing(path);
            case ENOTTY -> notSerial(path, null);
            case EACCES -> DeviceAccess.denied(path);
            case EAGAIN, EBUSY -> busy(path);
            default ->
                new LinkException(
                        Kind.FAILED,
                        path + " did not open: errno " + errno + " at jSerialComm's line " + location
                                + "; unplug it and plug it in again, or look into `dmesg`");
        };
    }

    private static LinkException missing(Path path) {
        return new LinkException(Kind.MISSING, "no serial device at " + path + "; " + remedyForMissing());
    }

    private static LinkException notSerial(Path path, @Nullable Exception cause) {
        return new LinkException(Kind.MISSING, path + " is not a serial device; " + remedyForMissing(), cause);
    }

    private static String remedyForMissing() {
        return "check the cable and the path in the settings (`ls -l /dev/serial*/* /dev/tty[AU]*`); on a"
                + " Raspberry Pi's own pins enable the serial port and disable its login shell in `raspi-config`";
    }

    private static LinkException busy(Path path) {
        return new LinkException(
                Kind.BUSY,
                path + " is in use by another station or program; end it (`fuser -v " + path
                        + "` names it), or give this station another device");
    }
}

package io.yizhan.terminal;

import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the settings' words for devices mean: {@code "simulated"}, {@code "tcp:192.0.2.7:9100"}, {@code "spi:0.0"}. */
final class Devices {

    private static final String SIMULATED = "simulated";
    private static final Pattern TCP = Pattern.compile("tcp:([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final Pattern SERIAL = Pattern.compile("serial:(/[^@]{1,200})@([0-9]{4,6})");
    private static final Pattern SPI = Pattern.compile("spi:([0-9])\\.([0-9])");
    private static final Pattern STRIP = Pattern.compile("strip:(/[^@]{1,250})@([0-9]{4,6})");
    private static final String CLIPS = "clips:/";
    private static final Pattern SENSOR_PASSWORD = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final int PORT_MAX = 65_535;
    private static final int GPIO_MAX = 27; // the pins of a Raspberry Pi's 40-pin header, BCM numbers

    private Devices() {}

    /** A fingerprint module. */
    sealed interface Sensor {
        record Simulated() implements Sensor {}

        record Serial(Path path) implements Sensor {}

        static Sensor of(String setting, String text) {
            if (text.equals(SIMULATED)) {
                return new Sensor.Simulated();
            }
            if (text.startsWith("/")) {
                return new Sensor.Serial(Path.of(text));
            }
            throw refused(setting, text, "\"simulated\", or the path of a serial device such as \"/dev/serial0\"");
        }
    }

    /** A ticket printer. */
    sealed interface Printer {
        record Simulated() implements Printer {}

        record Tcp(String host, int port) implements Printer {}

        record DeviceFile(Path path) implements Printer {}

        record Serial(Path path, int baud) implements Printer {}

        static Printer of(String setting, String text) {
            if (text.equals(SIMULATED)) {
                return new Printer.Simulated();
            }
            Matcher tcp = TCP.matcher(text);
            if (tcp.matches() && Integer.parseInt(tcp.group(2)) <= PORT_MAX) {
                return new Printer.Tcp(tcp.group(1), Integer.parseInt(tcp.group(2)));
            }
            if (text.startsWith("/")) {
                return new DeviceFile(Path.of(text));
            }
            Matcher serial = SERIAL.matcher(text);
            if (serial.matches()) {
                return new Printer.Serial(Path.of(serial.group(1)), Integer.parseInt(serial.group(2)));
            }
            throw refused(
                    setting,
                    text,
                    "\"simulated\", \"tcp:HOST:PORT\", \"serial:/dev/ttyUSB0@19200\" (path and baud rate),"
                            + " or the path of a device such as \"/dev/usb/lp0\"");
        }
    }

    /** A USB number pad. */
    sealed interface Pad {
        record Simulated() implements Pad {}

        record InputDevice(Path path) implements Pad {}

        record None() implements Pad {}

        static Pad of(String setting, @Nullable String text) {
            if (text == null || text.equals("none")) {
                return new Pad.None();
            }
            if (text.equals(SIMULATED)) {
                return new Pad.Simulated();
            }
            if (text.startsWith("/")) {
                return new InputDevice(Path.of(text));
            }
            throw refused(
                    setting, text, "\"simulated\", \"none\", or a path such as \"/dev/input/by-id/usb-…-event-kbd\"");
        }
    }

    /** Keys and lamps: on pins, or simulated here or by another program. */
    sealed interface Keys {
        record Simulated() implements Keys {}

        record Gpio() implements Keys {}

        record Tcp(String host, int port) implements Keys {}

        record None() implements Keys {}

        static Keys of(String setting, String text) {
            Matcher tcp = TCP.matcher(text);
            if (tcp.matches() && Integer.parseInt(tcp.group(2)) <= PORT_MAX) {
                return new Keys.Tcp(tcp.group(1), Integer.parseInt(tcp.group(2)));
            }
            return switch (text) {
                case SIMULATED -> new Keys.Simulated();
                case "gpio" -> new Keys.Gpio();
                case "none" -> new Keys.None();
                default ->
                    throw refused(
                            setting, text, "\"simulated\", \"gpio\", \"tcp:HOST:PORT\" of simulated keys, or \"none\"");
            };
        }
    }

    /** LEDs behind MAX7219 drivers, by SPI or simulated by another program; or a strip with a font of its own. */
    sealed interface Leds {
        record Simulated() implements Leds {}

        record Spi(int bus, int chipSelect) implements Leds {}

        record Tcp(String host, int port) implements Leds {}

        record Strip(Path path, int baud) implements Leds {}

        record None() implements Leds {}

        /** Whether we draw its glyphs. */
        default boolean isDotted() {
            return !(this instanceof Leds.None || this instanceof Strip);
        }

        static Leds of(String setting, String text) {
            if (text.equals(SIMULATED)) {
                return new Leds.Simulated();
            }
            if (text.equals("none")) {
                return new Leds.None();
            }
            Matcher spi = SPI.matcher(text);
            if (spi.matches()) {
                return new Spi(Integer.parseInt(spi.group(1)), Integer.parseInt(spi.group(2)));
            }
            Matcher tcp = TCP.matcher(text);
            if (tcp.matches() && Integer.parseInt(tcp.group(2)) <= PORT_MAX) {
                return new Leds.Tcp(tcp.group(1), Integer.parseInt(tcp.group(2)));
            }
            Matcher strip = STRIP.matcher(text);
            if (strip.matches()) {
                return new Strip(Path.of(strip.group(1)), Integer.parseInt(strip.group(2)));
            }
            throw refused(
                    setting,
                    text,
                    "\"simulated\", \"spi:0.0\", \"strip:/dev/ttyUSB0@9600\", \"tcp:HOST:PORT\" of a simulated"
                            + " chain, or \"none\"");
        }
    }

    /** Something that speaks. */
    sealed interface Speech {
        record Simulated() implements Speech {}

        record Espeak() implements Speech {}

        /** Recordings; what was not recorded is said by espeak-ng. */
        record Clips(Path folder) implements Speech {}

        record None() implements Speech {}

        static Speech of(String setting, String text) {
            return switch (text) {
                case SIMULATED -> new Speech.Simulated();
                case "espeak" -> new Espeak();
                case "none" -> new Speech.None();
                default -> {
                    if (text.startsWith(CLIPS)) {
                        yield new Clips(Path.of(text.substring(CLIPS.length() - 1)));
                    }
                    throw refused(
                            setting, text, "\"simulated\", \"espeak\", \"clips:/FOLDER\" with recordings, or \"none\"");
                }
            };
        }
    }

    /** Refuses a port that is none; absent is none wanted. */
    static void checkPort(String setting, @Nullable Integer port) {
        if (port != null && (port < 0 || port > PORT_MAX)) {
            throw new IllegalArgumentException(setting + " " + port + " is outside 0–" + PORT_MAX);
        }
    }

    /** Refuses keys on pins that are not named. */
    static void checkKeys(String station, String keys, @Nullable Map<String, Integer> pins) {
        if (Keys.of(station + ".keys", keys) instanceof Keys.Gpio && (pins == null || pins.isEmpty())) {
            throw new IllegalArgumentException(station + ".keys = \"gpio\", and no pin is named: write [" + station
                    + ".pins] below it, a key and its BCM number each line");
        }
    }

    /** Refuses a baud rate that no fingerprint module has, and a password that is none. */
    static void checkSensor(@Nullable Integer baud, @Nullable String password) {
        if (baud != null && !ZhiantecPort.BAUDS.contains(baud)) {
            throw new IllegalArgumentException("reader.sensor_baud = " + baud
                    + ": a fingerprint module speaks at one of "
                    + ZhiantecPort.BAUDS.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (password != null && !SENSOR_PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("reader.sensor_password is not 8 hexadecimal digits: it is the"
                    + " module's, of 32 bits; make one with `openssl rand -hex 4` and keep it with the hall's secrets");
        }
    }

    /** Refuses a pin that the station does not have, or that the chip does not have. */
    static void checkPins(String setting, @Nullable Map<String, Integer> pins, List<String> known) {
        if (pins == null) {
            return;
        }
        pins.forEach((name, gpio) -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no setting \"" + setting + "." + name
                        + "\"; known here are: " + String.join(", ", known));
            }
            if (gpio < 0 || gpio > GPIO_MAX) {
                throw new IllegalArgumentException(setting + "." + name + " = " + gpio + " is outside 0–" + GPIO_MAX
                        + ", the chip's (BCM) numbers");
            }
        });
    }

    private static IllegalArgumentException refused(String setting, String text, String expected) {
        return new IllegalArgumentException(setting + " = \"" + text + "\" names no device: expected " + expected);
    }
}

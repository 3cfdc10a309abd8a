package io.yizhan.terminal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pin of the header has which job: each has one. Wired twice, a lamp would press a key, or a display's clock
 * would call the next citizen.
 */
final class PinPlan {

    /** MISO, MOSI, SCLK and both chip selects belong to SPI 0 once {@code dtparam=spi=on} stands in config.txt. */
    private static final List<Integer> SPI_0 = List.of(7, 8, 9, 10, 11);

    /** TXD and RXD of {@code /dev/serial0}. */
    private static final List<Integer> SERIAL_0 = List.of(14, 15);

    private static final List<String> SERIAL_0_NAMES = List.of("/dev/serial0", "/dev/ttyAMA0", "/dev/ttyS0");

    private final Map<Integer, String> jobs = new HashMap<>();

    private PinPlan() {}

    /** @throws IllegalArgumentException where two jobs have one pin; the message names both */
    static void check(List<StationSettings> stations) {
        PinPlan plan = new PinPlan();
        stations.forEach(plan::buses);
        stations.forEach(plan::pins);
    }

    private void buses(StationSettings station) {
        station.devices().forEach((part, device) -> {
            String job = station.id() + "'s " + part + " at " + device;
            if (device.startsWith("spi:0.")) {
                SPI_0.forEach(pin -> jobs.put(pin, job));
            } else if (SERIAL_0_NAMES.contains(device.replaceAll("^serial:|@[0-9]+$", ""))) {
                SERIAL_0.forEach(pin -> jobs.put(pin, job));
            }
        });
    }

    private void pins(StationSettings station) {
        Map<String, Integer> pins = pinsOf(station);
        if (pins != null) {
            pins.forEach((name, pin) -> take(pin, station.id() + "'s " + name));
        }
    }

    private void take(int pin, String job) {
        String other = jobs.putIfAbsent(pin, job);
        if (other != null) {
            throw new IllegalArgumentException(
                    "pin " + pin + " is " + job + ", and also " + other + ": wire one of them to another pin");
        }
    }

    private static @Nullable Map<String, Integer> pinsOf(StationSettings station) {
        return switch (station) {
            case StationSettings.Reader reader -> reader.pins();
            case StationSettings.Kiosk kiosk -> kiosk.pins();
            case StationSettings.Counter counter -> counter.pins();
            case StationSettings.Board _, StationSettings.Vault _ -> null;
        };
    }
}

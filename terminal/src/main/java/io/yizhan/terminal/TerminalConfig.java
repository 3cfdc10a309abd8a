package io.yizhan.terminal;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StationId;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code terminal.toml} says. Paths in the file are relative to its folder; here they are whole.
 *
 * @param data the folder of the journal
 * @param zone of the hall's days, and of the times in entries
 * @param reader at most one: an enrolment names a position, not a reader
 * @param vault at most one: a disk keeps the hub's journal once
 * @param kiosk at most one: a lease of ticket numbers names a journal, not a kiosk
 */
record TerminalConfig(
        HallId hall,
        DeviceId device,
        Path data,
        ZoneId zone,
        Broker broker,
        @Nullable Panel panel,
        @Nullable Simulated simulated,
        List<StationSettings.Reader> reader,
        List<StationSettings.Kiosk> kiosk,
        List<StationSettings.Counter> counter,
        List<StationSettings.Board> board,
        List<StationSettings.Vault> vault) {

    private static final int PORT_MAX = 65_535;
    private static final double PACE_MAX = 10;
    private static final int STATIONS_MAX = 16;

    TerminalConfig {
        reader = List.copyOf(reader);
        kiosk = List.copyOf(kiosk);
        counter = List.copyOf(counter);
        board = List.copyOf(board);
        vault = List.copyOf(vault);
        checkOne("reader", reader);
        checkOne("kiosk", kiosk);
        checkOne("vault", vault);
        List<StationSettings> stations = StationSettings.all(reader, kiosk, counter, board, vault);
        checkStations(stations);
        PinPlan.check(stations);
        checkPages(panel, reader, kiosk);
        if (panel != null) {
            checkNothingReal(stations, "[panel]", "plays people at simulated devices");
        }
        if (simulated != null && simulated.serial() != null) {
            checkNothingReal(stations, "simulated.serial", "makes a simulated Pi");
        }
        if (simulated != null && simulated.clockTrusted() != null) {
            checkNothingReal(stations, "simulated.clock_trusted", "makes a simulated Pi");
        }
    }

    /** Reads the file; the message of a failure names the key and what is allowed. */
    static TerminalConfig load(Path file) throws UnreadableException {
        Path whole = file.toAbsolutePath().normalize();
        TerminalConfig config = Json.settings(whole, TerminalConfig.class);
        Path folder = whole.resolveSibling("");
        return new TerminalConfig(
                config.hall,
                config.device,
                folder.resolve(config.data),
                config.zone,
                config.broker.under(folder),
                config.panel,
                config.simulated == null ? null : config.simulated.under(folder),
                config.reader,
                config.kiosk.stream().map(kiosk -> kiosk.under(folder)).toList(),
                config.counter,
                config.board,
                config.vault);
    }

    /** How the far ends behave; the data sheets' timing where nothing is said. */
    Simulated simulatedOrDefault() {
        return simulated == null ? Simulated.byDataSheet() : simulated;
    }

    /** Whether it needs a font of dots: 2 MB that a reader need not carry. */
    boolean drawsGlyphs() {
        return !kiosk.isEmpty()
                || counter.stream().anyMatch(one -> one.leds().isDotted())
                || board.stream().anyMatch(one -> one.leds().isDotted());
    }

    /** The way to the hall's broker: its address, the hall's authority, this device's certificate and key (PEM). */
    record Broker(String host, int port, Path ca, Path certificate, Path key) {
        Broker {
            checkPort("broker.port", port, 1);
        }

        private Broker under(Path folder) {
            return new Broker(host, port, folder.resolve(ca), folder.resolve(certificate), folder.resolve(key));
        }
    }

    /**
     * The simulated front panel, on loopback.
     *
     * @param port 0 takes any free one
     * @param others the panels of other terminals, by the terminals' names, for the row of links
     */
    record Panel(int port, @Nullable Map<String, String> others) {
        Panel {
            checkPort("panel.port", port, 0);
            for (String other : inOrder(others).values()) {
                if (!other.matches("http://(127\\.0\\.0\\.1|localhost):[0-9]{1,5}/?")) {
                    throw new IllegalArgumentException("panel.others has \"" + other
                            + "\": expected panels on this machine, such as \"http://127.0.0.1:8091\"");
                }
            }
        }

        /** Empty where nothing is said. */
        Map<String, String> otherPanels() {
            return inOrder(others);
        }

        private static Map<String, String> inOrder(@Nullable Map<String, String> others) {
            return others == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(others));
        }
    }

    /**
     * The far ends of simulated devices.
     *
     * @param pace 1.0 takes the data sheets' time, 0.05 a twentieth of it
     * @param witness a file for what people were told
     * @param serial the machine serial of a simulated Pi
     * @param clockTrusted absent: what the kernel says; else whether a simulated Pi believes in its wall clock
     */
    record Simulated(
            double pace,
            @Nullable Path witness,
            @Nullable String serial,
            @Nullable Boolean clockTrusted) {
        Simulated {
            if (!(pace > 0 && pace <= PACE_MAX)) {
                throw new IllegalArgumentException(
                        "simulated.pace " + pace + " is outside 0–" + PACE_MAX + ", 0 excluded");
            }
        }

        private static Simulated byDataSheet() {
            return new Simulated(1.0, null, null, null);
        }

        private Simulated under(Path folder) {
            return new Simulated(pace, witness == null ? null : folder.resolve(witness), serial, clockTrusted);
        }
    }

    private static void checkStations(List<StationSettings> stations) {
        if (stations.isEmpty() || stations.size() > STATIONS_MAX) {
            throw new IllegalArgumentException("there are " + stations.size() + " stations, expected 1 to "
                    + STATIONS_MAX + ": name each as [[reader]], [[kiosk]], [[counter]], [[board]] or [[vault]]");
        }
        Set<StationId> seen = new HashSet<>();
        for (StationSettings station : stations) {
            if (!seen.add(station.id())) {
                throw new IllegalArgumentException(
                        "two stations have the id \"" + station.id() + "\": give each its own");
            }
        }
    }

    /** Each page has a port of its own; 0 is any free one. */
    private static void checkPages(
            @Nullable Panel panel, List<StationSettings.Reader> readers, List<StationSettings.Kiosk> kiosks) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (panel != null) {
            ports.put("panel.port", panel.port);
        }
        readers.stream()
                .map(StationSettings.Reader::screen)
                .filter(Objects::nonNull)
                .forEach(port -> ports.put("reader.screen", port));
        kiosks.stream()
                .map(StationSettings.Kiosk::screen)
                .filter(Objects::nonNull)
                .forEach(port -> ports.put("kiosk.screen", port));
        Map<Integer, String> taken = new HashMap<>();
        ports.forEach((setting, port) -> {
            String other = port == 0 ? null : taken.put(port, setting);
            if (other != null) {
                throw new IllegalArgumentException(setting + " = " + port + " is the port of " + other
                        + ", too: give each page a port of its own");
            }
        });
    }

    private static void checkNothingReal(List<StationSettings> stations, String setting, String does) {
        stations.stream()
                .flatMap(station -> station.realDevice().stream())
                .findFirst()
                .ifPresent(real -> {
                    throw new IllegalArgumentException(setting + " " + does + ", and " + real + " is a real one: take "
                            + setting + " out, or make every device \"simulated\" or \"none\"");
                });
    }

    private static void checkOne(String kind, List<?> stations) {
        if (stations.size() > 1) {
            throw new IllegalArgumentException("there are " + stations.size() + " [[" + kind
                    + "]], and a terminal has at most one: give the others a terminal of their own");
        }
    }

    private static void checkPort(String setting, int port, int least) {
        if (port < least || port > PORT_MAX) {
            throw new IllegalArgumentException(setting + " " + port + " is outside " + least + "–" + PORT_MAX);
        }
    }
}

package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.hardware.keys.LineLamp;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.SimulatedNumberPad;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.hardware.voice.ClipVoice;
import io.yizhan.hardware.voice.EspeakVoice;
import io.yizhan.hardware.voice.SoundCard;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.terminal.panel.Bench;
import io.yizhan.terminal.screen.DoorScreen;
import io.yizhan.terminal.screen.KioskScreen;
import io.yizhan.terminal.screen.ScreenServer;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.BoardStation;
import io.yizhan.terminal.station.CounterKeys;
import io.yizhan.terminal.station.CounterStation;
import io.yizhan.terminal.station.KioskKeys;
import io.yizhan.terminal.station.KioskStation;
import io.yizhan.terminal.station.Pins;
import io.yizhan.terminal.station.Station;
import io.yizhan.terminal.station.Surroundings;
import io.yizhan.terminal.station.VaultStation;
import io.yizhan.terminal.uplink.Requests;
import io.yizhan.terminal.uplink.VaultWire;
import io.yizhan.terminal.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes stations with their devices. A simulated device stands behind the wire that the real one has: a pseudo
 * terminal, a TCP port, the lines of a bus; its station has the same driver as on a real one.
 */
final class StationWiring implements AutoCloseable {

    /** The hall's board. */
    static final int BOARD_LINES = 2;

    /** The strip above a counter: a number and a service. */
    static final int STRIP_LINES = 1;

    /** A person speaks about four characters a second. */
    private static final Duration CHARACTER = Duration.ofMillis(250);

    private final TerminalConfig.Simulated simulated;
    private final DeviceId device;
    private final Path data;
    private final Witness witness;
    private final @Nullable GlyphFont font;
    private final RealDevices real = new RealDevices();
    private final SoundCard card = new SoundCard();
    private final List<ReaderDevices> farEnds = new ArrayList<>();
    private final List<SimulatedPrinter> printers = new ArrayList<>();
    private final List<SimulatedNumberPad> pads = new ArrayList<>();
    private final List<ScreenServer> screens = new ArrayList<>();
    private final List<Vault> vaults = new ArrayList<>();
    private final List<Station> stations = new ArrayList<>();
    private final List<Bench> benches = new ArrayList<>();

    StationWiring(TerminalConfig config, Witness witness, @Nullable GlyphFont font) {
        this.simulated = config.simulatedOrDefault();
        this.device = config.device();
        this.data = config.data();
        this.witness = witness;
        this.font = font;
    }

    List<Station> stations() {
        return List.copyOf(stations);
    }

    /** Stations whose devices are simulated. */
    List<Bench> benches() {
        return List.copyOf(benches);
    }

    AttendanceStation reader(StationSettings.Reader settings, Surroundings place, Pins pins) throws IOException {
        Witness seen = witness.at(settings.id().text());
        SimulatedSpeaker speaker = speaker(settings.speech(), seen);
        ReaderDevices devices =
                ReaderDevices.of(settings, real, byTheCard(settings.speech(), speaker), data, simulated.pace(), seen);
        farEnds.add(devices);
        AttendanceStation station = added(new AttendanceStation(settings.id(), place, pins, devices.fittings()));
        devices.bench(station, speaker).ifPresent(benches::add);
        if (settings.screen() != null) {
            screens.add(new ScreenServer(
                    settings.screen(),
                    new DoorScreen(device, station.face(), station::own, place.hall(), place.clock())));
        }
        return station;
    }

    KioskStation kiosk(StationSettings.Kiosk settings, Surroundings place) throws IOException, LinkException {
        SimulatedKeys keys = settings.keypad() instanceof Devices.Keys.Simulated ? keys(KioskKeys.NAMES) : null;
        KioskPrinter printer = KioskPrinter.of(
                settings, simulated.pace(), witness.at(settings.id().text()), font);
        KioskStation station = added(new KioskStation(
                settings.id(),
                place,
                printer.opener(),
                printer.layout(),
                keypad(settings.keypad(), keys, settings.pins(), KioskKeys.NAMES)));
        SimulatedPrinter far = printer.simulated();
        if (far != null) {
            printers.add(far);
            benches.add(new Bench.Kiosk(station, far, keys));
        }
        if (settings.screen() != null) {
            screens.add(new ScreenServer(
                    settings.screen(),
                    new KioskScreen(device, station, settings.wiredKeys(), place.hall(), place.clock())));
        }
        return station;
    }

    /** @throws IOException when a screen's port is taken */
    void openScreens() throws IOException {
        for (ScreenServer screen : screens) {
            screen.start();
        }
    }

    /** Where browsers find the stations' screens. */
    List<String> screenAddresses() {
        return screens.stream().map(ScreenServer::address).toList();
    }

    CounterStation counter(StationSettings.Counter settings, Surroundings place, Requests requests, Pins pins)
            throws IOException {
        PadDevice pad = pad(settings.numberPad());
        StationId id = settings.id();
        boolean simulatedKeys = settings.keypad() instanceof Devices.Keys.Simulated;
        SimulatedKeys clerk = simulatedKeys ? keys(CounterKeys.CLERK) : null;
        SimulatedKeys citizen = simulatedKeys ? keys(CounterKeys.EVALUATOR) : null;
        SimulatedLamps lamps = new SimulatedLamps(witness.at(id.text()), CounterKeys.EVALUATOR.toArray(String[]::new));
        BoardDevices strip = new BoardDevices(settings.leds(), settings.chain(), STRIP_LINES, font);
        CounterStation station = added(new CounterStation(
                id,
                place,
                requests,
                pins,
                new CounterStation.Fittings(
                        keypad(settings.keypad(), clerk, settings.pins(), CounterKeys.CLERK),
                        pad.keypad(),
                        keypad(settings.keypad(), citizen, settings.pins(), CounterKeys.EVALUATOR),
                        switch (settings.keypad()) {
                            case Devices.Keys.Simulated _ -> lamps(lamps, CounterKeys.EVALUATOR);
                            case Devices.Keys.Tcp at -> new TcpKeys(at).lamps(CounterKeys.EVALUATOR);
                            case Devices.Keys.Gpio _, Devices.Keys.None _ ->
                                real.lamps(settings.pins(), CounterKeys.EVALUATOR);
                        },
                        strip.fitting()),
                UUID::randomUUID));
        if (simulatedKeys || strip.simulated() != null) {
            benches.add(new Bench.Counter(station, clerk, citizen, lamps, strip.simulated()));
        }
        return station;
    }

    BoardStation board(StationSettings.Board settings, Surroundings place) {
        SimulatedSpeaker speaker =
                speaker(settings.speech(), witness.at(settings.id().text()));
        BoardDevices leds = new BoardDevices(settings.leds(), settings.chain(), BOARD_LINES, font);
        BoardStation station = added(new BoardStation(
                settings.id(),
                place,
                new BoardStation.Fittings(
                        leds.fitting(),
                        byTheCard(settings.speech(), speaker),
                        settings.languages(),
                        settings.quietHours())));
        if (leds.simulated() != null || speaker != null) {
            benches.add(new Bench.Board(station, leds.simulated(), speaker));
        }
        return station;
    }

    VaultStation vault(StationSettings.Vault settings, Surroundings place, VaultWire wire, HallId hall) {
        Path folder = data.resolve("vault");
        Vault vault = new Vault(folder, hall, settings.lock(), new SecureRandom(), Vault.FREE_BYTES_MIN);
        vaults.add(vault);
        return added(new VaultStation(settings.id(), place, wire, vault));
    }

    @Override
    public void close() {
        screens.forEach(ScreenServer::close);
        vaults.forEach(Vault::close);
        farEnds.forEach(ReaderDevices::close);
        printers.forEach(SimulatedPrinter::close);
        pads.forEach(SimulatedNumberPad::close);
        real.close();
    }

    private <S extends Station> S added(S station) {
        stations.add(station);
        station.faces().forEach(face -> {
            Witness seen = witness.at(face.spot());
            face.onChange((_, sentence) -> seen.saw("face", sentence.zh()));
        });
        return station;
    }

    private @Nullable SimulatedSpeaker speaker(Devices.Speech speech, Witness seen) {
        Duration pace = Duration.ofMillis(Math.round(CHARACTER.toMillis() * simulated.pace()));
        return speech instanceof Devices.Speech.Simulated ? new SimulatedSpeaker(seen, pace) : null;
    }

    /** A station's voice, which waits for those of the others to end. */
    private Attached.Opener<Voice> byTheCard(Devices.Speech speech, @Nullable SimulatedSpeaker speaker) {
        Attached.Opener<Voice> alone = voice(speech, speaker);
        return () -> card.voice(alone.open());
    }

    /** @param speaker where it is simulated */
    static Attached.Opener<Voice> voice(Devices.Speech speech, @Nullable SimulatedSpeaker speaker) {
        return switch (speech) {
            case Devices.Speech.Simulated _ -> () -> Objects.requireNonNull(speaker);
            case Devices.Speech.Espeak _ -> EspeakVoice::open;
            case Devices.Speech.Clips(Path folder) -> () -> ClipVoice.open(folder, EspeakVoice::open);
            case Devices.Speech.None _ -> Absent.Speech::new;
        };
    }

    private PadDevice pad(Devices.Pad kind) throws IOException {
        PadDevice pad = PadDevice.of(kind);
        if (pad.simulated() != null) {
            pads.add(pad.simulated());
        }
        return pad;
    }

    private static SimulatedKeys keys(Collection<String> names) {
        return new SimulatedKeys(names.toArray(String[]::new));
    }

    private Attached.Opener<Keypad> keypad(
            Devices.Keys kind,
            @Nullable SimulatedKeys simulatedKeys,
            @Nullable Map<String, Integer> pins,
            List<String> names) {
        if (simulatedKeys != null) {
            return () -> LineKeypad.open(simulatedKeys.lines());
        }
        if (kind instanceof Devices.Keys.Tcp at) {
            return new TcpKeys(at).keypad(names);
        }
        if (kind instanceof Devices.Keys.None || pins == null) {
            return Absent.Keys::new;
        }
        Map<String, Integer> own = new LinkedHashMap<>(pins);
        own.keySet().retainAll(names);
        return real.keypad(own);
    }

    /** The near ends of simulated outputs, by their names. */
    static Map<String, Lamp> lamps(SimulatedLamps lamps, List<String> names) {
        Map<String, Lamp> near = new LinkedHashMap<>();
        for (String name : names) {
            near.put(name, new LineLamp(Objects.requireNonNull(lamps.lines().get(name))));
        }
        return near;
    }
}

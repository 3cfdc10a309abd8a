package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.NativeCode;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.JournalLibrary;
import io.yizhan.terminal.selftest.Finding;
import io.yizhan.terminal.selftest.Person;
import io.yizhan.terminal.selftest.SelfTest;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.CounterKeys;
import io.yizhan.terminal.station.KioskKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes every device that the settings name, by the wires and drivers that its station uses, through the self-test. */
final class SelfTestWiring implements AutoCloseable {

    /** Two keys show that a number pad is the right device and is heard. */
    private static final List<String> PAD_KEYS = List.of("1", CounterKeys.ENTER);

    private final TerminalConfig config;
    private final Person person;
    private final @Nullable GlyphFont font;
    private final RealDevices real = new RealDevices();
    private final List<AutoCloseable> farEnds = new ArrayList<>();

    SelfTestWiring(TerminalConfig config, Person person) throws IOException {
        this.config = config;
        this.person = person;
        this.font = config.drawsGlyphs() ? GlyphFont.read(GlyphFont.INSTALLED) : null;
    }

    /** First what the machine itself must have, then in the order of the settings. */
    List<Finding> run() throws IOException, LinkException, InterruptedException {
        List<Finding> findings = new ArrayList<>(libraries());
        for (StationSettings station : StationSettings.all(
                config.reader(), config.kiosk(), config.counter(), config.board(), config.vault())) {
            SelfTest test = new SelfTest(station.id().text(), person);
            switch (station) {
                case StationSettings.Reader reader -> reader(test, reader);
                case StationSettings.Kiosk kiosk -> kiosk(test, kiosk);
                case StationSettings.Counter counter -> counter(test, counter);
                case StationSettings.Board board -> board(test, board);
                case StationSettings.Vault _ -> {
                    // It has a disk and no device.
                }
            }
            findings.addAll(test.findings());
        }
        return findings;
    }

    /** Those of wires that are not used here too: a table that was sent in tells then which machine it is of. */
    private List<Finding> libraries() {
        SelfTest test = new SelfTest(config.device().text(), person);
        test.library("journal", () -> "SQLite " + JournalLibrary.load());
        for (NativeCode code : NativeCode.values()) {
            if (code.isForThisProcessor()) {
                test.library(code.name().toLowerCase(Locale.ROOT), () -> {
                    code.load();
                    return code.library();
                });
            }
        }
        return test.findings();
    }

    @Override
    public void close() {
        for (AutoCloseable far : farEnds) {
            try {
                far.close();
            } catch (Exception ignoredAtTheEnd) {
                // The process ends.
            }
        }
        real.close();
    }

    private void reader(SelfTest test, StationSettings.Reader settings) throws IOException, InterruptedException {
        ReaderDevices devices = ReaderDevices.of(
                settings,
                real,
                voice(settings.speech()),
                config.data(),
                config.simulatedOrDefault().pace(),
                Witness.none());
        farEnds.add(devices);
        AttendanceStation.Fittings fittings = devices.fittings();
        Integer wake = settings.pin(StationSettings.Reader.WAKE);
        if (wake != null && settings.sensorDevice() instanceof Devices.Sensor.Serial) {
            test.wake(() -> real.wake(wake));
        }
        test.sensor(fittings.sensor(), settings.sensorSetup().ring());
        Map<String, Lamp> outputs = new LinkedHashMap<>(fittings.lamps());
        if (fittings.buzzer() != null) {
            outputs.put(StationSettings.Reader.BUZZER, fittings.buzzer());
        }
        test.lamps(outputs);
        if (fittings.pad() != null) {
            test.keys("pad", fittings.pad(), PAD_KEYS);
        }
        speak(test, settings.speech());
    }

    private void kiosk(SelfTest test, StationSettings.Kiosk settings)
            throws IOException, LinkException, InterruptedException {
        KioskPrinter printer =
                KioskPrinter.of(settings, config.simulatedOrDefault().pace(), Witness.none(), font);
        if (printer.simulated() != null) {
            farEnds.add(printer.simulated());
        }
        HallClock clock = new HallClock(new LinuxClock(LinuxClock.BOOT_ID, false), config.zone());
        test.printer(printer.opener(), printer.layout().test(settings.id().text(), clock.now()));
        keys(test, "keys", settings.keypad(), settings.pins(), KioskKeys.NAMES);
    }

    private void counter(SelfTest test, StationSettings.Counter settings) throws IOException, InterruptedException {
        keys(test, "keys", settings.keypad(), settings.pins(), CounterKeys.CLERK);
        if (!(settings.numberPad() instanceof Devices.Pad.None)) {
            PadDevice pad = PadDevice.of(settings.numberPad());
            if (pad.simulated() != null) {
                farEnds.add(pad.simulated());
            }
            test.keys("pad", pad.keypad(), PAD_KEYS);
        }
        keys(test, "evaluator", settings.keypad(), settings.pins(), CounterKeys.EVALUATOR);
        test.lamps(
                settings.keypad() instanceof Devices.Keys.Tcp at
                        ? new TcpKeys(at).lamps(CounterKeys.EVALUATOR)
                        : real.lamps(settings.pins(), CounterKeys.EVALUATOR));
        board(test, "display", settings.leds(), settings.chain(), StationWiring.STRIP_LINES);
    }

    private void board(SelfTest test, StationSettings.Board settings) throws InterruptedException {
        board(test, "matrix", settings.leds(), settings.chain(), StationWiring.BOARD_LINES);
        speak(test, settings.speech());
    }

    private void board(SelfTest test, String part, Devices.Leds leds, @Nullable ChainSettings chain, int lines)
            throws InterruptedException {
        var opener = new BoardDevices(leds, chain, lines, font).fitting().board();
        if (opener != null) {
            test.board(part, opener);
        }
    }

    /** Wired keys; those simulated in this process are pressed on the panel, and not here. */
    private void keys(
            SelfTest test, String part, Devices.Keys kind, @Nullable Map<String, Integer> pins, List<String> names)
            throws InterruptedException {
        if (kind instanceof Devices.Keys.Tcp at) {
            test.keys(part, new TcpKeys(at).keypad(names), names);
        }
        if (!(kind instanceof Devices.Keys.Gpio) || pins == null) {
            return;
        }
        Map<String, Integer> own = new LinkedHashMap<>(pins);
        own.keySet().retainAll(names);
        if (!own.isEmpty()) {
            test.keys(part, real.keypad(own), own.keySet());
        }
    }

    private static void speak(SelfTest test, Devices.Speech speech) throws InterruptedException {
        if (!(speech instanceof Devices.Speech.None)) {
            test.voice(voice(speech));
        }
    }

    private static Attached.Opener<Voice> voice(Devices.Speech speech) {
        return StationWiring.voice(speech, new SimulatedSpeaker(Witness.none(), Duration.ZERO));
    }
}

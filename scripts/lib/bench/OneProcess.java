package bench;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecPort;
import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecSetup;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.hardware.keys.LineLamp;
import io.yizhan.hardware.matrix.DottedBoard;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import io.yizhan.hardware.printer.escpos.EscPosPrinter;
import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.hardware.printer.escpos.RasterText;
import io.yizhan.hardware.simulated.PrinterTraits;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.BoardStation;
import io.yizhan.terminal.station.CounterKeys;
import io.yizhan.terminal.station.CounterStation;
import io.yizhan.terminal.station.KioskKeys;
import io.yizhan.terminal.station.KioskStation;
import io.yizhan.terminal.station.Pins;
import io.yizhan.terminal.station.QuietHours;
import io.yizhan.terminal.station.Signboard;
import io.yizhan.terminal.station.Supervisor;
import io.yizhan.terminal.station.Surroundings;
import io.yizhan.terminal.station.TicketLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A reader, a kiosk, a counter and a board in this process, with their drivers and journal, and the far ends of all wires. */
final class OneProcess implements AutoCloseable {

    static final int FINGER = 7;

    private static final double PACE = 0.05; // of the sensor's data sheet
    private static final long SEED = 20_261_128;
    private static final String NONE = "none";
    private static final Duration MENDED_MAX = Duration.ofSeconds(90);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    final SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(PACE, SEED);
    final TimedModule timed = new TimedModule(module);
    final SimulatedLamps readerLamps =
            new SimulatedLamps(Witness.none(), AttendanceStation.LAMPS.toArray(String[]::new));
    final SimulatedKeys clerk = new SimulatedKeys(CounterKeys.CLERK.toArray(String[]::new));
    final SimulatedKeys citizen = new SimulatedKeys(CounterKeys.EVALUATOR.toArray(String[]::new));
    final SimulatedLamps evaluator =
            new SimulatedLamps(Witness.none(), CounterKeys.EVALUATOR.toArray(String[]::new));
    final SimulatedPrinter printer;
    final SimulatedMatrix matrix = new SimulatedMatrix(ChainLayout.fc16(8, 4));

    private final Path plug;
    private SimulatedSerialPort port;
    private final Journal journal;
    private final HallClock clock;
    private final KioskStation kiosk;
    private final Supervisor supervisor;

    OneProcess(Path folder) throws Exception {
        clock = new HallClock(new LinuxClock(LinuxClock.BOOT_ID, true), ZoneId.of("Asia/Shanghai"));
        journal = Journal.open(folder.resolve("journal.db"), "bench", clock);
        plug = folder.resolve("sensor");
        plugIn();
        printer = SimulatedPrinter.atTcp(0, PrinterTraits.of(PrinterModel.DOTS_58_MM), Witness.none());
        EnrolmentId finger = EnrolmentId.of(UUID.randomUUID());
        PaperState hall = new PaperState(journal.id(), clock.now(), finger);
        Surroundings place = new Surroundings(journal, clock, hall, () -> {});
        GlyphFont font = GlyphFont.read(GlyphFont.INSTALLED);
        AttendanceStation reader = reader(place);
        CounterStation counter = counter(place, hall);
        kiosk = kiosk(place, font);
        supervisor = new Supervisor(List.of(reader, kiosk, counter, board(place, font)), () -> {});
        supervisor.start();
        enrol(reader, finger);
        signIn(counter);
    }

    private AttendanceStation reader(Surroundings place) {
        ZhiantecPort sensor =
                new ZhiantecPort(baud -> SerialLinks.open(plug, baud), ZhiantecSetup.factory().withRing(true));
        return new AttendanceStation(
                new StationId("reader-1"),
                place,
                new Pins(journal),
                new AttendanceStation.Fittings(
                        sensor::open, lamps(readerLamps, AttendanceStation.LAMPS), null, OneProcess::speaker, null));
    }

    private KioskStation kiosk(Surroundings place, GlyphFont font) {
        PrinterModel model = PrinterModel.of(PrinterModel.DOTS_58_MM);
        return new KioskStation(
                new StationId("kiosk-1"),
                place,
                () -> new EscPosPrinter(
                        () -> TcpLink.open("127.0.0.1", printer.port(), CONNECT_MAX),
                        model,
                        new RasterText(List.of(font))),
                new TicketLayout(model.widthDots(), null),
                keypad(new SimulatedKeys(KioskKeys.NAMES.toArray(String[]::new))));
    }

    private CounterStation counter(Surroundings place, PaperState hall) {
        return new CounterStation(
                new StationId("3"),
                place,
                hall,
                new Pins(journal),
                new CounterStation.Fittings(
                        keypad(clerk),
                        keypad(new SimulatedKeys("0")),
                        keypad(citizen),
                        lamps(evaluator, CounterKeys.EVALUATOR),
                        new Signboard.Fitting(null)),
                UUID::randomUUID);
    }

    private BoardStation board(Surroundings place, GlyphFont font) {
        return new BoardStation(
                new StationId("hall"),
                place,
                new BoardStation.Fittings(
                        new Signboard.Fitting(() ->
                                new DottedBoard(new Max7219Matrix(matrix, ChainLayout.fc16(8, 4), 4), font)),
                        OneProcess::speaker,
                        List.of(Locale.SIMPLIFIED_CHINESE),
                        QuietHours.NEVER));
    }

    /** A citizen wants a ticket. */
    void takeTicket() {
        kiosk.choose(PaperState.SERVICE, Priority.NONE);
    }

    /** What does not work anywhere, as the pages have it. */
    String faults() {
        StringBuilder all = new StringBuilder();
        supervisor.status().forEach(station -> station.faults()
                .forEach(fault -> all.append(' ').append(fault.part()).append(' ').append(fault.kind())));
        return all.isEmpty() ? NONE : all.toString().strip();
    }

    boolean works() {
        return faults().equals(NONE);
    }

    /** What was mended is found to be so by each station itself, after a pause of its own. */
    void awaitNoFault() throws InterruptedException {
        long until = System.nanoTime() + MENDED_MAX.toNanos();
        while (!works()) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("still broken after " + MENDED_MAX.toSeconds() + " s: " + faults());
            }
            Thread.sleep(20);
        }
    }

    void unplugSensor() {
        port.close();
    }

    void plugIn() throws Exception {
        port = SimulatedSerialPort.open(timed, plug);
    }

    private void enrol(AttendanceStation reader, EnrolmentId finger) throws Exception {
        LedFinger led = new LedFinger(module, FINGER);
        reader.enrol(
                new Enrol(CommandId.of(UUID.randomUUID()), clock.now(), finger, PaperState.STAFF, PaperState.POSITION),
                led);
        led.await();
    }

    private void signIn(CounterStation counter) throws Exception {
        LedFinger done = new LedFinger(module, FINGER);
        counter.obey(
                new Counter(
                        CommandId.of(UUID.randomUUID()),
                        clock.now(),
                        new CounterId("3"),
                        Counter.Action.SIGN_IN,
                        PaperState.STAFF),
                done);
        done.await();
    }

    private static Attached.Opener<Keypad> keypad(SimulatedKeys keys) {
        return () -> LineKeypad.open(keys.lines());
    }

    private static Map<String, Lamp> lamps(SimulatedLamps far, List<String> names) {
        Map<String, Lamp> near = new LinkedHashMap<>();
        names.forEach(name -> near.put(name, new LineLamp(far.line(name))));
        return near;
    }

    private static SimulatedSpeaker speaker() throws LinkException {
        return new SimulatedSpeaker(Witness.none(), Duration.ZERO);
    }

    @Override
    public void close() throws Exception {
        supervisor.close();
        printer.close();
        port.close();
        journal.close();
    }
}

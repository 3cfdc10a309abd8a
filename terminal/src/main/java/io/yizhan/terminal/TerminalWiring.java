package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.protocol.Version;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.DropPin;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Identify;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Restart;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.command.Update;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.link.TlsFiles;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.terminal.clock.DeclaredTrust;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.health.Watchdog;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.panel.FrontPanel;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.CounterStation;
import io.yizhan.terminal.station.KioskStation;
import io.yizhan.terminal.station.Pins;
import io.yizhan.terminal.station.Supervisor;
import io.yizhan.terminal.station.Surroundings;
import io.yizhan.terminal.uplink.OrderHandler;
import io.yizhan.terminal.uplink.Orders;
import io.yizhan.terminal.uplink.ReplyPath;
import io.yizhan.terminal.uplink.Uplink;
import io.yizhan.terminal.uplink.UplinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a terminal together, starts it, and takes it apart. The only place that knows all of its rooms. */
final class TerminalWiring implements AutoCloseable {

    private static final Path PI_SERIAL = Path.of("/sys/firmware/devicetree/base/serial-number");
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");
    private static final int SERIAL_CHARACTERS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(TerminalWiring.class);

    private final TerminalConfig config;
    private final Runnable restart;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Journal journal;
    private final HallClock clock;
    private final Uplink uplink;
    private final StationWiring stations;
    private final Supervisor supervisor;
    private final @Nullable FrontPanel panel;
    private final Watchdog watchdog;

    /**
     * Makes everything, and starts nothing.
     *
     * @param pairAgain takes the next hub that it sees for its own
     * @param restart ends this process, which whoever started it starts again; only enqueues
     * @throws StartException with what to do
     */
    TerminalWiring(TerminalConfig config, boolean pairAgain, Runnable restart) throws StartException {
        this.config = config;
        this.restart = restart;
        boolean made = false;
        try {
            Files.createDirectories(config.data());
            String serial = machineSerial();
            clock = new HallClock(machineClock(), config.zone());
            journal = opened(Journal.open(config.data().resolve("journal.db"), serial, clock));
            if (pairAgain) {
                Uplink.pairAgain(journal);
            }
            uplink = new Uplink(uplinkSettings(serial), journal, clock);
            Surroundings place = new Surroundings(journal, clock, uplink.hall(), this::showStatus);
            stations = opened(new StationWiring(config, opened(witness()), font()));
            register(uplink.orders(), place);
            supervisor = new Supervisor(stations.stations(), this::showStatus);
            panel = config.panel() == null ? null : opened(panel(config.panel()));
            watchdog = opened(new Watchdog(System.getenv(), () -> uplink.isTurning() && supervisor.alive()));
            made = true;
        } catch (JournalException | LinkException e) {
            throw new StartException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartException("cannot start with the data in " + config.data() + ": " + e.getMessage(), e);
        } finally {
            if (!made) {
                closeAll();
            }
        }
    }

    /** Stations first: people are served before the hub is reached. */
    void start() throws StartException {
        try {
            journal.append(new Booted(Version.text(), clock.trust()));
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.BROKEN) {
                throw new StartException(e.getMessage(), e);
            }
            LOG.atError().log("the stations start, and can record nothing yet: {}", e.getMessage());
            opened(new LateStart(journal, () -> new Booted(Version.text(), clock.trust())));
        }
        try {
            if (panel != null) {
                panel.start();
            }
            stations.openScreens();
        } catch (IOException e) {
            throw new StartException(e.getMessage(), e);
        }
        supervisor.start();
        showStatus();
        uplink.start();
        watchdog.ready();
    }

    /** Where the screens of its stations are. */
    List<String> screenAddresses() {
        return stations.screenAddresses();
    }

    /** Where the panel is, if there is one. */
    Optional<String> panelAddress() {
        return Optional.ofNullable(panel).map(FrontPanel::address);
    }

    @Override
    public void close() {
        supervisor.close();
        uplink.close();
        closeAll();
    }

    private void showStatus() {
        // A station may have a fault before the supervisor is made.
        Supervisor made = supervisor;
        if (made != null) {
            uplink.show(made.status());
        }
    }

    private void register(Orders orders, Surroundings place) throws IOException, LinkException {
        Pins pins = new Pins(journal);
        registerReader(orders, place, pins);
        registerKiosk(orders, place);
        registerCounters(orders, place, pins);
        for (StationSettings.Board board : config.board()) {
            stations.board(board, place);
        }
        for (StationSettings.Vault vault : config.vault()) {
            stations.vault(vault, place, uplink.vault(), config.hall());
        }
        orders.register(
                PutPin.class, (order, replies) -> kept(replies, () -> pins.put(order.staff(), order.verifier())));
        orders.register(DropPin.class, (order, replies) -> kept(replies, () -> pins.drop(order.staff())));
        orders.register(Identify.class, (order, replies) -> {
            supervisor.identify(config.device(), Duration.ofSeconds(order.seconds()));
            replies.done();
        });
        orders.register(Restart.class, (_, replies) -> {
            replies.done();
            restart.run();
        });
        orders.register(Update.class, unsupported());
    }

    private void registerReader(Orders orders, Surroundings place, Pins pins) throws IOException {
        AttendanceStation reader = config.reader().isEmpty()
                ? null
                : stations.reader(config.reader().getFirst(), place, pins);
        orders.register(Enrol.class, reader == null ? unsupported() : reader::enrol);
        orders.register(PutTemplate.class, reader == null ? unsupported() : reader::put);
    }

    private void registerKiosk(Orders orders, Surroundings place) throws IOException, LinkException {
        OrderHandler<TestPrint> handler = unsupported();
        for (StationSettings.Kiosk settings : config.kiosk()) {
            KioskStation kiosk = stations.kiosk(settings, place);
            handler = (_, replies) -> kiosk.testPrint(replies);
        }
        orders.register(TestPrint.class, handler);
    }

    private void registerCounters(Orders orders, Surroundings place, Pins pins) throws IOException {
        List<CounterStation> counters = new ArrayList<>();
        for (StationSettings.Counter settings : config.counter()) {
            counters.add(stations.counter(settings, place, uplink.requests(), pins));
        }
        orders.register(
                Counter.class,
                (order, replies) -> counterOf(counters, order.counter().text())
                        .ifPresentOrElse(counter -> counter.obey(order, replies), () -> replies.failed("not-here")));
        uplink.requests().onLateAnswer((request, answer) -> {
            if (request instanceof CallNext asked) {
                counterOf(counters, asked.counter().text()).ifPresent(counter -> counter.late(asked, answer));
            }
        });
    }

    private static Optional<CounterStation> counterOf(List<CounterStation> counters, String id) {
        return counters.stream()
                .filter(counter -> counter.id().equals(new StationId(id)))
                .findFirst();
    }

    private static <C extends Command> OrderHandler<C> unsupported() {
        return (_, replies) -> replies.failed("unsupported");
    }

    private static void kept(ReplyPath replies, Keeping keeping) {
        try {
            keeping.keep();
            replies.done();
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("an order could not be kept");
            replies.failed("journal");
        }
    }

    private UplinkSettings uplinkSettings(String serial) {
        TerminalConfig.Broker broker = config.broker();
        return new UplinkSettings(
                config.hall(),
                config.device(),
                broker.host(),
                broker.port(),
                new TlsFiles(broker.ca(), broker.certificate(), broker.key()),
                Version.text(),
                serial);
    }

    private FrontPanel panel(TerminalConfig.Panel settings) {
        return new FrontPanel(
                settings.port(), config.device(), settings.otherPanels(), stations.benches(), uplink.hall());
    }

    private Witness witness() throws IOException {
        Path file = config.simulatedOrDefault().witness();
        return file == null ? Witness.none() : Witness.to(file, Clock.systemUTC());
    }

    private @Nullable GlyphFont font() throws IOException {
        return config.drawsGlyphs() ? GlyphFont.read(GlyphFont.INSTALLED) : null;
    }

    private MachineClock machineClock() {
        MachineClock machine = new LinuxClock(LinuxClock.BOOT_ID, false);
        Boolean declared = config.simulatedOrDefault().clockTrusted();
        return declared == null
                ? machine
                : new DeclaredTrust(machine, declared ? ClockTrust.SYNCED : ClockTrust.UNSYNCED);
    }

    private String machineSerial() throws IOException {
        String simulated = config.simulatedOrDefault().serial();
        if (simulated != null) {
            return simulated;
        }
        String told = Files.readString(Files.exists(PI_SERIAL) ? PI_SERIAL : MACHINE_ID)
                .replace("\0", "")
                .strip();
        return told.substring(0, Math.min(told.length(), SERIAL_CHARACTERS));
    }

    private <C extends AutoCloseable> C opened(C part) {
        open.add(part);
        return part;
    }

    private void closeAll() {
        for (AutoCloseable part : open.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("a part of the terminal did not close");
            }
        }
    }

    @FunctionalInterface
    private interface Keeping {
        void keep() throws JournalException;
    }
}

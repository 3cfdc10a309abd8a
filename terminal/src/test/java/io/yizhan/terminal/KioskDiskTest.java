package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.printer.escpos.EscPosPrinter;
import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.hardware.printer.escpos.RasterText;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.protocol.FrozenFolder;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.station.Face;
import io.yizhan.terminal.station.KioskStation;
import io.yizhan.terminal.station.Surroundings;
import io.yizhan.terminal.station.TicketLayout;
import io.yizhan.terminal.uplink.HallState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk whose card turns read-only between the number and its slip. */
class KioskDiskTest {

    private static final StationId KIOSK = new StationId("kiosk-1");
    private static final SeriesId A = new SeriesId("A");
    private static final ServiceId HUKOU = new ServiceId("hukou");
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final HallClock clock = new HallClock(new LinuxClock(LinuxClock.BOOT_ID, true), ZoneId.of("Asia/Shanghai"));

    @Test
    void a_slip_that_came_out_while_nothing_could_be_recorded_is_recorded_as_printed_when_it_can() throws Exception {
        try (Journal journal = Journal.open(folder.resolve("card/journal.db"), "1", clock);
                SimulatedPrinter printer = SimulatedPrinter.start(0, PrinterModel.DOTS_58_MM, Witness.none())) {
            CompletableFuture<FrozenFolder> frozen = new CompletableFuture<>();
            printer.onTicket(ticket -> {
                if (!frozen.isDone()) {
                    freeze(frozen);
                }
            });
            KioskStation kiosk = kiosk(journal, printer);
            Thread loop = Thread.ofPlatform().start(() -> serve(kiosk));
            Face face = kiosk.faces().getFirst();
            await().until(() -> face.now().zh().equals("请选择要办理的事项"));

            kiosk.choose(HUKOU, Priority.NONE);
            try (FrozenFolder _ = frozen.get()) {
                await().until(() -> face.now().zh().startsWith("号票 A001 有效，请取票；本机存储有问题"));
                kiosk.choose(HUKOU, Priority.NONE);
                await().until(() -> face.now().zh().equals("本机存储无法写入，暂停取号，请到服务台取号"));
                assertThat(journal.last()).isEqualTo(1);
            }

            await().atMost(GOES_ON_WITHIN).until(() -> face.now().zh().equals("请选择要办理的事项"));
            TicketId ticket = new TicketId(today(), A, 1);
            assertThat(facts(journal)).first().isEqualTo(new TicketIssued(ticket, HUKOU, Priority.NONE, null, 0));
            await().until(() -> facts(journal).contains(new TicketPrinted(ticket, TicketPrinted.Outcome.PRINTED)));
            kiosk.choose(HUKOU, Priority.NONE);
            await().until(() -> face.now().zh().startsWith("您的号码是 A002"));
            loop.interrupt();
            loop.join();
        }
    }

    private KioskStation kiosk(Journal journal, SimulatedPrinter printer) {
        return new KioskStation(
                KIOSK,
                new Surroundings(journal, clock, new Told(journal), () -> {}),
                () -> new EscPosPrinter(
                        RealDevices.tcp("127.0.0.1", printer.port()),
                        PrinterModel.of(PrinterModel.DOTS_58_MM),
                        RasterText.NONE),
                new TicketLayout(PrinterModel.DOTS_58_MM, null),
                Absent.Keys::new);
    }

    private static void serve(KioskStation kiosk) {
        try {
            kiosk.serve(() -> {});
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void freeze(CompletableFuture<FrozenFolder> frozen) {
        try {
            frozen.complete(FrozenFolder.freeze(folder.resolve("card")));
        } catch (Exception | AssertionError e) {
            frozen.completeExceptionally(e);
        }
    }

    private LocalDate today() {
        return clock.byHub().toLocalDate();
    }

    private static List<Object> facts(Journal journal) throws Exception {
        List<Object> facts = new ArrayList<>();
        for (byte[] line : journal.read(1, 100, 100_000)) {
            facts.add(Objects.requireNonNull(LineFormat.ofTerminals().read(line).fact()));
        }
        return facts;
    }

    /** One service, and numbers for it. */
    private final class Told implements HallState {

        private final Journal journal;

        Told(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Optional<DeviceConfig> config() {
            return Optional.of(new DeviceConfig(
                    1,
                    clock.now(),
                    new DeviceConfig.Hall("大厅", "Asia/Shanghai", List.of("zh-CN")),
                    List.of(new StationConfig.Kiosk(KIOSK, List.of(A))),
                    List.of(new DeviceConfig.Lease(today(), A, 1, 400, journal.id())),
                    List.of()));
        }

        @Override
        public boolean configHeard() {
            return true;
        }

        @Override
        public Optional<Services> services() {
            return Optional.of(new Services(
                    1,
                    List.of(new Services.Service(
                            HUKOU,
                            A,
                            Map.of("zh-CN", "户籍办理"),
                            null,
                            new AgencyId("police"),
                            true,
                            List.of(new CounterId("3"))))));
        }

        @Override
        public Optional<QueueState> queue() {
            return Optional.empty();
        }

        @Override
        public Optional<Calls> calls() {
            return Optional.empty();
        }

        @Override
        public Optional<HubStatus> hub() {
            return Optional.empty();
        }

        @Override
        public boolean hubOnline() {
            return false;
        }

        @Override
        public void onChange(Runnable listener) {}
    }
}

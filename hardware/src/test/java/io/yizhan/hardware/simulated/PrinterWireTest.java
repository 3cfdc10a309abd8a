package io.yizhan.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkSource;
import io.yizhan.hardware.bus.linux.FileLink;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.escpos.EscPosPrinter;
import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.hardware.printer.escpos.RasterText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real driver on each wire of a simulated printer, and what the far end refuses as a real one does. */
class PrinterWireTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final PrinterTraits WIDE = PrinterTraits.of(PrinterModel.DOTS_80_MM);
    private static final PrinterState WELL = new PrinterState(Paper.ENOUGH, false, false, false);
    private static final Receipt TICKET = new Receipt(List.of(
            new Receipt.Text("A023", 6, true, Receipt.Align.CENTRE),
            new Receipt.Text("户籍办理", 2, false, Receipt.Align.CENTRE)));

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<PrintedTicket> tickets = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void a_ticket_comes_out_at_a_serial_line() throws Exception {
        Path line = folder.resolve("ttyUSB0");
        started(SimulatedPrinter.atSerialLine(line, WIDE, Witness.none()));
        EscPosPrinter printer = driver(() -> SerialLinks.open(line, 19_200));

        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());
        assertThat(tickets.getFirst().lines()).containsExactly("A023", "户籍办理");
    }

    @Test
    void a_serial_line_is_there_and_silent_while_the_printer_is_off() throws Exception {
        Path line = folder.resolve("ttyUSB0");
        SimulatedPrinter paper = started(SimulatedPrinter.atSerialLine(line, WIDE, Witness.none()));
        EscPosPrinter printer = driver(() -> SerialLinks.open(line, 19_200));
        printer.state();
        paper.power(false);

        assertThatThrownBy(printer::state)
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.SILENT));
        paper.power(true);
        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());
    }

    @Test
    void a_ticket_comes_out_at_a_device_file_and_a_second_open_of_it_is_refused() throws Exception {
        Path file = folder.resolve("lp0");
        started(SimulatedPrinter.atDeviceFile(file, WIDE, Witness.none()));
        EscPosPrinter printer = driver(() -> FileLink.open(file));
        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());

        assertThatThrownBy(() -> FileLink.open(file)).isInstanceOf(LinkException.class);
        assertThat(printer.state()).isEqualTo(WELL);

        printer.close();
        await().ignoreException(LinkException.class)
                .until(() -> driver(() -> FileLink.open(file)).state().equals(WELL));
    }

    @Test
    void a_device_file_is_gone_when_its_cable_is_pulled_and_there_again_when_it_is_plugged_in() throws Exception {
        Path file = folder.resolve("lp0");
        SimulatedPrinter paper = started(SimulatedPrinter.atDeviceFile(file, WIDE, Witness.none()));
        EscPosPrinter printer = driver(() -> FileLink.open(file));
        printer.state();
        paper.cable(false);

        assertThatThrownBy(() -> printer.print(TICKET))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MISSING))
                .hasMessageContaining("check its cable");
        paper.cable(true);
        await().ignoreException(LinkException.class)
                .until(() -> printer.print(TICKET).equals(new PrintOutcome.Printed()));
    }

    @Test
    void a_file_that_stands_where_the_device_should_is_not_replaced() throws Exception {
        Path file = Files.writeString(folder.resolve("lp0"), "somebody's");

        assertThatThrownBy(() -> SimulatedPrinter.atDeviceFile(file, WIDE, Witness.none()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("is no symbolic link");
        assertThat(file).content().isEqualTo("somebody's");
    }

    @Test
    void what_waits_in_the_buffer_comes_out_after_a_new_roll_unless_it_is_cleared() throws Exception {
        SimulatedPrinter paper = started(SimulatedPrinter.atTcp(0, WIDE, Witness.none()));
        paper.endPaperAfter(1);
        byte[] lines = "one\ntwo\nthree\n\u001DV0".getBytes(StandardCharsets.US_ASCII);
        try (ByteLink raw = TcpLink.open("127.0.0.1", paper.port(), SOON)) {
            raw.write(lines);
            awaitPaperOut(raw);
        }
        paper.paper(Paper.ENOUGH);

        await().untilAsserted(() -> assertThat(tickets).hasSize(1));
        assertThat(tickets.getFirst().lines()).containsExactly("two", "three");
    }

    @Test
    void a_picture_that_was_broken_off_takes_what_the_next_driver_sends_until_it_is_cleared() throws Exception {
        SimulatedPrinter paper = started(SimulatedPrinter.atTcp(0, WIDE, Witness.none()));
        breakOffInsideAPicture(paper);
        try (ByteLink raw = TcpLink.open("127.0.0.1", paper.port(), SOON)) {
            raw.write(ticket("eaten"));
            raw.write(new byte[] {0x10, 4, 1});
            assertThat(readOne(raw)).isEqualTo((byte) 0x12); // asked among the dots
            raw.write(new byte[] {0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8});
            assertThat(readOne(raw)).isEqualTo((byte) 0x37);
            raw.write(ticket("whole"));
            await().until(() -> !tickets.isEmpty());
        }

        assertThat(tickets).hasSize(1);
        assertThat(tickets.getFirst().lines()).containsExactly("whole");
    }

    @Test
    void a_printer_that_was_switched_off_takes_nothing_for_the_rest_of_what_it_had_begun() throws Exception {
        SimulatedPrinter paper = started(SimulatedPrinter.atTcp(0, WIDE, Witness.none()));
        breakOffInsideAPicture(paper);
        paper.power(false);
        paper.power(true);
        try (ByteLink raw = TcpLink.open("127.0.0.1", paper.port(), SOON)) {
            raw.write(ticket("whole"));
            await().until(() -> !tickets.isEmpty());
        }

        assertThat(tickets.getFirst().lines()).containsExactly("whole");
    }

    private static void breakOffInsideAPicture(SimulatedPrinter paper) throws LinkException {
        try (ByteLink raw = TcpLink.open("127.0.0.1", paper.port(), SOON)) {
            raw.write(new byte[] {0x1D, 'v', '0', 0, 72, 0, 100, 0, 1, 2, 3});
            raw.write(new byte[] {0x10, 4, 1});
            assertThat(readOne(raw)).isEqualTo((byte) 0x12);
        }
    }

    private static byte[] ticket(String line) {
        return (line + "\n\u001DV0").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void the_paper_takes_the_time_of_its_speed_and_the_state_is_told_meanwhile() throws Exception {
        SimulatedPrinter paper =
                started(SimulatedPrinter.atTcp(0, new PrinterTraits(576, 100, Set.of(), 1), Witness.none()));
        try (ByteLink raw = TcpLink.open("127.0.0.1", paper.port(), SOON)) {
            long before = System.nanoTime();
            raw.write("\u001BJx\u001BJx\u001BJx\u001BJx\u0010\u0004\u0001\u001Dr1"
                    .getBytes(StandardCharsets.US_ASCII)); // 480 dots are 60 mm
            assertThat(readOne(raw)).isEqualTo((byte) 0x12); // overtakes the paper
            assertThat(readOne(raw)).isEqualTo((byte) 0);
            assertThat(System.nanoTime() - before)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(600).toNanos());
        }
    }

    @Test
    void the_same_seed_loses_the_same_answers() throws Exception {
        assertThat(answered(11)).isEqualTo(answered(11)).isNotEqualTo(answered(12));
    }

    /** The answers that came, of 40 to four questions in turn; which one is missing cannot be told, how many can. */
    private static String answered(long seed) throws Exception {
        try (SimulatedPrinter paper =
                        SimulatedPrinter.atTcp(0, new PrinterTraits(384, 0, Set.of(), seed), Witness.none());
                ByteLink raw = TcpLink.open("127.0.0.1", paper.port(), SOON)) {
            paper.paper(Paper.NEAR_END);
            paper.fault(SimulatedPrinter.Fault.DROP, true);
            byte[] questions = new byte[120];
            for (int i = 0; i < questions.length; i += 3) {
                questions[i] = 0x10;
                questions[i + 1] = 4;
                questions[i + 2] = (byte) (i % 2 == 0 ? 1 : 4);
            }
            raw.write(questions);
            StringBuilder answers = new StringBuilder();
            byte[] some = new byte[64];
            for (int n = raw.read(some, 0, 64, SOON); n > 0; n = raw.read(some, 0, 64, Duration.ofMillis(300))) {
                answers.append(HexFormat.of().formatHex(some, 0, n));
            }
            return answers.toString();
        }
    }

    private static void awaitPaperOut(ByteLink raw) {
        await().until(() -> {
            raw.write(new byte[] {0x10, 4, 2});
            return readOne(raw) == 0x32;
        });
    }

    private static byte readOne(ByteLink raw) throws LinkException {
        byte[] one = new byte[1];
        assertThat(raw.read(one, 0, 1, SOON)).isEqualTo(1);
        return one[0];
    }

    private SimulatedPrinter started(SimulatedPrinter paper) {
        opened.add(paper);
        paper.onTicket(tickets::add);
        return paper;
    }

    private EscPosPrinter driver(LinkSource wire) {
        EscPosPrinter printer =
                new EscPosPrinter(wire, PrinterModel.of(PrinterModel.DOTS_80_MM), RasterText.NONE, SOON, SOON);
        opened.add(printer);
        return printer;
    }
}

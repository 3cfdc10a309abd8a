package io.yizhan.hardware.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.escpos.PrinterModel.Completion;
import io.yizhan.hardware.printer.escpos.PrinterModel.Qr;
import io.yizhan.hardware.simulated.PrintedTicket;
import io.yizhan.hardware.simulated.PrinterTraits;
import io.yizhan.hardware.simulated.PrinterTraits.Lack;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.SimulatedPrinter.Fault;
import io.yizhan.hardware.simulated.Witness;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Printers that can less than others, and what the driver does instead. */
class PrinterModelTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration IMPATIENT = Duration.ofSeconds(1);
    private static final PrinterModel CHEAP = new PrinterModel(PrinterModel.DOTS_58_MM, Qr.RASTER, Completion.STATUS);
    private static final String QR = "2026-11-23/A/23";
    private static final Receipt TICKET = new Receipt(List.of(
            new Receipt.Text("A023", 6, true, Receipt.Align.CENTRE),
            new Receipt.Text("户籍办理", 2, false, Receipt.Align.CENTRE),
            new Receipt.Qr(QR, 5)));

    private final List<PrintedTicket> tickets = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void switchOff() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void a_printer_without_qr_codes_and_job_numbers_prints_a_code_that_can_be_read_and_says_that_it_is_out()
            throws Exception {
        SimulatedPrinter paper = start(Set.of(Lack.QR, Lack.JOBS), CHEAP);
        EscPosPrinter printer = driver(paper, CHEAP, SOON);

        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());

        assertThat(read(tickets.getFirst())).isEqualTo(QR);
        assertThat(tickets.getFirst().lines()).containsExactly("A023", "户籍办理");
    }

    @Test
    void where_the_settings_do_not_say_that_it_has_no_qr_codes_none_is_on_the_ticket() throws Exception {
        SimulatedPrinter paper = start(Set.of(Lack.QR), PrinterModel.of(PrinterModel.DOTS_58_MM));
        EscPosPrinter printer = driver(paper, PrinterModel.of(PrinterModel.DOTS_58_MM), SOON);

        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());

        assertThat(tickets.getFirst().qrTexts()).isEmpty();
        assertThatThrownBy(() -> read(tickets.getFirst())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_printer_that_never_says_that_it_is_out_leaves_the_outcome_unknown() throws Exception {
        SimulatedPrinter paper = start(Set.of(Lack.JOBS), PrinterModel.of(PrinterModel.DOTS_58_MM));
        EscPosPrinter printer = driver(paper, PrinterModel.of(PrinterModel.DOTS_58_MM), IMPATIENT);

        assertThat(printer.print(TICKET))
                .isInstanceOfSatisfying(
                        PrintOutcome.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("within 1000 ms"));
    }

    @Test
    void by_status_alone_paper_that_ends_in_the_middle_is_unknown_and_not_printed() throws Exception {
        SimulatedPrinter paper = start(Set.of(Lack.JOBS), CHEAP);
        EscPosPrinter printer = driver(paper, CHEAP, SOON);
        paper.endPaperAfter(1);

        assertThat(printer.print(TICKET))
                .isInstanceOfSatisfying(
                        PrintOutcome.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("paper=OUT"));
        assertThat(tickets).isEmpty();
    }

    @Test
    void by_status_alone_an_answer_that_is_lost_is_unknown() throws Exception {
        SimulatedPrinter paper = start(Set.of(Lack.JOBS), CHEAP);
        EscPosPrinter printer = driver(paper, CHEAP, IMPATIENT);
        paper.fault(Fault.NEVER_DONE, true);

        assertThat(printer.print(TICKET)).isInstanceOf(PrintOutcome.Unknown.class);
    }

    @Test
    void the_rest_of_a_broken_off_ticket_does_not_come_out_after_a_new_roll() throws Exception {
        SimulatedPrinter paper = start(Set.of(), PrinterModel.of(PrinterModel.DOTS_58_MM));
        EscPosPrinter printer = driver(paper, PrinterModel.of(PrinterModel.DOTS_58_MM), SOON);
        paper.endPaperAfter(1);
        assertThat(printer.print(TICKET)).isInstanceOf(PrintOutcome.Unknown.class);

        paper.paper(Paper.ENOUGH);
        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());

        assertThat(tickets).hasSize(1);
        assertThat(tickets.getFirst().lines()).containsExactly("A023", "户籍办理");
    }

    @Test
    void a_picture_comes_out_dot_by_dot_in_the_middle_in_bands_that_leave_no_gap() throws Exception {
        SimulatedPrinter paper = start(Set.of(), PrinterModel.of(PrinterModel.DOTS_58_MM));
        EscPosPrinter printer = driver(paper, PrinterModel.of(PrinterModel.DOTS_58_MM), SOON);
        Bitmap chequered = Bitmap.of(300, 200, (x, y) -> (x / 3 + y / 5) % 2 == 0);
        assertThat(printer.print(new Receipt(List.of(new Receipt.Picture(chequered)))))
                .isEqualTo(new PrintOutcome.Printed());

        BufferedImage image = tickets.getFirst().image();
        int left = (384 - 304) / 2; // a row is whole bytes
        assertThat(Bitmap.of(300, 200, (x, y) -> black(image, left + x, 24 + y)))
                .isEqualTo(chequered);
    }

    @Test
    void a_picture_wider_than_the_paper_loses_both_its_sides() throws Exception {
        SimulatedPrinter paper = start(Set.of(), PrinterModel.of(PrinterModel.DOTS_58_MM));
        EscPosPrinter printer = driver(paper, PrinterModel.of(PrinterModel.DOTS_58_MM), SOON);
        Bitmap wide = Bitmap.of(576, 8, (x, y) -> x % 7 == 0);
        printer.print(new Receipt(List.of(new Receipt.Picture(wide))));

        BufferedImage image = tickets.getFirst().image();
        assertThat(Bitmap.of(384, 8, (x, y) -> black(image, x, 24 + y))).isEqualTo(wide.window(96, 384));
    }

    private SimulatedPrinter start(Set<Lack> lacks, PrinterModel model) throws LinkException {
        SimulatedPrinter paper =
                SimulatedPrinter.atTcp(0, new PrinterTraits(model.widthDots(), 0, lacks, 7), Witness.none());
        paper.onTicket(tickets::add);
        opened.add(paper);
        return paper;
    }

    private EscPosPrinter driver(SimulatedPrinter paper, PrinterModel model, Duration printMax) {
        EscPosPrinter printer = new EscPosPrinter(
                () -> TcpLink.open("127.0.0.1", paper.port(), SOON), model, RasterText.NONE, SOON, printMax);
        opened.add(printer);
        return printer;
    }

    private static boolean black(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) & 0xFF) == 0;
    }

    private static String read(PrintedTicket ticket) throws Exception {
        BufferedImage image = ticket.image();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}

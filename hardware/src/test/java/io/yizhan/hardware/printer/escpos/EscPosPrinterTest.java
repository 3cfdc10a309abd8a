package io.yizhan.hardware.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkSource;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.Receipt.Align;
import io.yizhan.hardware.simulated.PrintedTicket;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver and the simulated printer, with a real TCP connection between them. */
class EscPosPrinterTest {

    private static final Duration REPLY_MAX = Duration.ofSeconds(3);
    private static final Duration PRINT_MAX = Duration.ofSeconds(8);
    private static final PrinterState WELL = new PrinterState(Paper.ENOUGH, false, false, false);
    private static final PrinterModel NARROW = PrinterModel.of(PrinterModel.DOTS_58_MM);
    private static final String LINK_OF_TICKET = "https://hall.example/t/2026-11-23/A/23?名=市民";

    private static final Receipt TICKET = new Receipt(List.of(
            new Receipt.Text("政务服务大厅", 1, true, Align.CENTRE),
            new Receipt.Text("A023", 4, true, Align.CENTRE),
            new Receipt.Rule(),
            new Receipt.Text("不动产登记 Real estate", 1, false, Align.LEFT),
            new Receipt.Text("㐀䶮 还有 7 人", 2, false, Align.RIGHT),
            new Receipt.Feed(1),
            new Receipt.Qr(LINK_OF_TICKET, 6)));

    private final List<PrintedTicket> tickets = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private SimulatedPrinter paper;
    private EscPosPrinter printer;

    @BeforeEach
    void switchOn() throws LinkException {
        paper = SimulatedPrinter.start(0, PrinterModel.DOTS_58_MM, (part, what) -> seen.add(part + " " + what));
        paper.onTicket(tickets::add);
        printer = new EscPosPrinter(wire(), NARROW, RasterText.NONE, REPLY_MAX, PRINT_MAX);
    }

    @AfterEach
    void switchOff() {
        printer.close();
        paper.close();
    }

    @Test
    void a_ticket_comes_out_as_it_was_written() throws LinkException {
        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());

        assertThat(tickets).hasSize(1);
        PrintedTicket ticket = tickets.getFirst();
        assertThat(ticket.lines()).containsExactly("政务服务大厅", "A023", "不动产登记 Real estate", "㐀䶮 还有 7 人");
        assertThat(ticket.number()).isEqualTo("A023");
        assertThat(ticket.qrTexts()).containsExactly(LINK_OF_TICKET);
        assertThat(seen).containsExactly("printer A023");
    }

    @Test
    void the_bytes_are_those_of_the_command_reference() throws LinkException {
        printer.print(new Receipt(List.of(new Receipt.Text("号A", 3, false, Align.CENTRE))));

        String chinese = HexFormat.of().formatHex("号".getBytes(Charset.forName("GB18030")));
        assertThat(HexFormat.of().formatHex(tickets.getFirst().bytes()))
                .isEqualTo("1b40" + "1c26" + "1b6101" + "1b4500" + "1d2122" + "1b3350" + chinese + "41" + "0a"
                        + "1d564200");
    }

    @Test
    void the_picture_has_a_qr_code_that_a_telephone_can_read() throws Exception {
        printer.print(TICKET);

        BufferedImage image = tickets.getFirst().image();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)));
        assertThat(image.getWidth()).isEqualTo(384);
        assertThat(read.getText()).isEqualTo(LINK_OF_TICKET);
    }

    @Test
    void a_qr_code_wider_than_the_paper_is_made_of_smaller_squares() throws LinkException {
        String longText = "票".repeat(166);
        printer.print(new Receipt(List.of(new Receipt.Qr(longText, 16))));

        assertThat(tickets.getFirst().qrTexts()).containsExactly(longText);
    }

    @Test
    void what_the_printers_font_lacks_is_shown_as_missing_and_never_as_a_question_mark() throws LinkException {
        printer.print(new Receipt(List.of(new Receipt.Text("𠮷野\uD83D\uDE00 A?\uD800", 1, false, Align.LEFT))));

        assertThat(tickets.getFirst().lines()).containsExactly("〓野〓 A?〓");
    }

    @Test
    void a_text_cannot_give_orders_to_the_printer() throws LinkException {
        printer.print(new Receipt(List.of(new Receipt.Text("王\u001DV\u0000五\n六", 1, false, Align.LEFT))));

        assertThat(tickets).hasSize(1);
        assertThat(tickets.getFirst().lines()).containsExactly("王〓V〓五〓六");
    }

    @Test
    void a_longText_is_broken_between_words_and_no_line_starts_with_a_full_stop() throws LinkException {
        printer.print(new Receipt(List.of(
                new Receipt.Text("Ahead of you: 7, about 35 minutes", 1, false, Align.LEFT),
                new Receipt.Text("请您在大厅等候,听到叫号后到窗口。谢谢", 1, false, Align.LEFT),
                new Receipt.Text("", 1, false, Align.LEFT),
                new Receipt.Text("W".repeat(40), 1, false, Align.LEFT))));

        assertThat(tickets.getFirst().lines())
                .containsExactly("Ahead of you: 7, about 35", "minutes", "请您在大厅等候,听到叫号后到窗", "口。谢谢", "", "W".repeat(40));
    }

    @Test
    void without_paper_nothing_is_sent_and_no_ticket_comes() throws LinkException {
        paper.paper(Paper.OUT);

        assertThat(printer.print(TICKET))
                .isEqualTo(new PrintOutcome.NotPrinted(new PrinterState(Paper.OUT, false, false, false)));
        paper.paper(Paper.ENOUGH);
        assertThat(printer.state()).isEqualTo(WELL);
        assertThat(tickets).isEmpty();
    }

    @Test
    void with_the_cover_open_or_the_knife_jammed_nothing_is_sent() throws LinkException {
        paper.cover(true);
        assertThat(printer.print(TICKET))
                .isEqualTo(new PrintOutcome.NotPrinted(new PrinterState(Paper.ENOUGH, true, false, false)));
        paper.cover(false);
        paper.cutter(true);
        assertThat(printer.print(TICKET))
                .isEqualTo(new PrintOutcome.NotPrinted(new PrinterState(Paper.ENOUGH, false, true, false)));
        assertThat(tickets).isEmpty();
    }

    @Test
    void little_paper_is_said_and_still_prints() throws LinkException {
        paper.paper(Paper.NEAR_END);

        assertThat(printer.state()).isEqualTo(new PrinterState(Paper.NEAR_END, false, false, false));
        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());
    }

    @Test
    void paper_that_ends_in_the_middle_leaves_the_outcome_unknown_and_says_why() throws LinkException {
        paper.endPaperAfter(2);

        assertThat(printer.print(TICKET))
                .isInstanceOfSatisfying(
                        PrintOutcome.Unknown.class,
                        unknown ->
                                assertThat(unknown.why()).contains("paper=OUT").contains("same number"));
        assertThat(tickets).isEmpty();
    }

    @Test
    void after_a_new_roll_the_same_ticket_comes_out_whole() throws LinkException {
        paper.endPaperAfter(2);
        printer.print(TICKET);
        paper.paper(Paper.ENOUGH);

        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());
        assertThat(tickets).hasSize(1);
        assertThat(tickets.getFirst().lines()).hasSize(4);
    }

    @Test
    void a_ticket_is_whole_where_whoever_printed_before_broke_off_inside_a_picture() throws LinkException {
        try (TcpLink before = TcpLink.open("127.0.0.1", paper.port(), REPLY_MAX)) {
            before.write(new byte[] {0x1D, 'v', '0', 0, 48, 0, 100, 0, 1, 2, 3}); // 4797 dots' bytes are to come
        }

        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());

        assertThat(tickets).hasSize(1);
        assertThat(tickets.getFirst().lines()).hasSize(4);
    }

    @Test
    void power_pulled_in_the_middle_leaves_the_outcome_unknown() throws LinkException {
        paper.failPowerAfter(1);

        assertThat(printer.print(TICKET)).isInstanceOf(PrintOutcome.Unknown.class);
        assertThat(tickets).isEmpty();
    }

    @Test
    void power_pulled_before_the_first_byte_is_a_broken_wire() throws LinkException {
        assertThat(printer.state()).isEqualTo(WELL);
        paper.power(false);

        assertThatThrownBy(() -> printer.print(TICKET)).isInstanceOf(LinkException.class);
        assertThat(tickets).isEmpty();
    }

    @Test
    void a_printer_that_was_off_and_on_again_prints_at_once() throws LinkException {
        printer.print(TICKET);
        paper.power(false);
        paper.power(true);

        assertThat(printer.print(TICKET)).isEqualTo(new PrintOutcome.Printed());
        assertThat(tickets).hasSize(2);
    }

    @Test
    void a_second_computer_is_refused_until_the_first_hangs_up() throws LinkException {
        printer.state();
        EscPosPrinter second = new EscPosPrinter(wire(), NARROW, RasterText.NONE, REPLY_MAX, PRINT_MAX);
        try {
            assertThatThrownBy(second::state)
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED))
                    .hasMessageContaining("one program at a time");
            printer.close();
            await().ignoreException(LinkException.class)
                    .until(() -> second.state().equals(WELL));
        } finally {
            second.close();
        }
    }

    @Test
    void a_width_that_no_paper_has_is_refused() {
        assertThatThrownBy(() -> PrinterModel.of(400))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("384");
    }

    @Test
    void a_port_that_is_taken_is_said() {
        assertThatThrownBy(() -> SimulatedPrinter.start(paper.port(), 384, Witness.none()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining(String.valueOf(paper.port()));
    }

    @Test
    void without_chinese_mode_the_simulated_printer_shows_rubbish_as_a_real_one_would() throws Exception {
        try (TcpLink raw = TcpLink.open("127.0.0.1", paper.port(), REPLY_MAX)) {
            raw.write(new byte[] {0x1B, '@'});
            raw.write("号\n".getBytes(Charset.forName("GB18030")));
            raw.write(new byte[] {0x1D, 'V', 0, 0x1D, '(', 'H', 6, 0, '0', '0', '0', '0', '0', '1'});
            byte[] reply = new byte[7];
            assertThat(raw.read(reply, 0, 7, PRINT_MAX)).isPositive();
        }
        String rubbish = new String("号".getBytes(Charset.forName("GB18030")), StandardCharsets.ISO_8859_1);
        assertThat(tickets.getFirst().lines()).containsExactly(rubbish);
    }

    private LinkSource wire() {
        return () -> TcpLink.open("127.0.0.1", paper.port(), REPLY_MAX);
    }
}

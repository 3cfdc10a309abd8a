package io.yizhan.hardware.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.simulated.PrintedTicket;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Characters of names, read back from the paper's dots. */
class RasterTextTest {

    /** 土 above 口, which the installed font lacks. */
    private static final String JI = "20BB7:0100010001001FF0010001000100FFFE00001FF010101010101010101FF00000";

    @TempDir
    Path folder;

    private final List<PrintedTicket> tickets = new CopyOnWriteArrayList<>();
    private GlyphFont installed;
    private GlyphFont own;
    private SimulatedPrinter paper;

    @BeforeEach
    void switchOn() throws Exception {
        installed = GlyphFont.read(GlyphFont.INSTALLED);
        own = GlyphFont.read(Files.writeString(folder.resolve("rare.hex"), JI + "\n"));
        paper = SimulatedPrinter.start(0, PrinterModel.DOTS_58_MM, Witness.none());
        paper.onTicket(tickets::add);
    }

    @AfterEach
    void switchOff() {
        paper.close();
    }

    @Test
    void rare_characters_stand_on_the_paper_as_the_installed_font_has_them() throws Exception {
        print("张㐀䶮的号", 2, new RasterText(List.of(installed)));

        assertThat(installed.read(onPaper(2))).contains("张㐀䶮的号");
        assertThat(tickets.getFirst().lines()).isEmpty();
    }

    @Test
    void they_can_be_told_in_small_letters_too() throws Exception {
        print("㐀 A䶮1", 1, new RasterText(List.of(installed)));

        assertThat(installed.read(onPaper(1))).contains("㐀 A䶮1");
    }

    @Test
    void a_character_that_had_no_two_bytes_in_gbk_is_drawn_though_it_has_two_now() throws Exception {
        print("䶮", 2, new RasterText(List.of(installed)));

        assertThat(installed.read(onPaper(2))).contains("䶮");
    }

    @Test
    void a_character_beyond_the_installed_font_comes_from_a_file_of_the_halls_own() throws Exception {
        print("𠮷", 2, new RasterText(List.of(own, installed)));

        assertThat(own.read(onPaper(2).window(0, 16))).contains("𠮷");
    }

    @Test
    void what_no_font_has_is_shown_as_missing() throws Exception {
        print("𠮷野", 1, new RasterText(List.of(installed)));

        assertThat(tickets.getFirst().lines()).containsExactly("〓野");
    }

    @Test
    void a_bold_line_that_fills_the_paper_is_no_dot_wider_than_it() {
        Receipt full = new Receipt(List.of(new Receipt.Text("㐀".repeat(16), 1, true, Receipt.Align.LEFT)));
        byte[] bytes = EscPosEncoder.encode(
                full, PrinterModel.of(PrinterModel.DOTS_58_MM), new RasterText(List.of(installed)));

        assertThat(HexFormat.of().formatHex(bytes)).contains("1d763000" + "3000" + "1800");
    }

    @Test
    void usual_characters_are_left_to_the_printers_own_font() throws Exception {
        print("户籍办理 A023，谢谢", 1, new RasterText(List.of(installed)));

        assertThat(tickets.getFirst().lines()).containsExactly("户籍办理 A023，谢谢");
    }

    @Test
    void a_control_character_is_no_order_though_the_font_draws_it() throws Exception {
        print("㐀\u001DV\u0000", 1, new RasterText(List.of(installed)));

        assertThat(tickets).hasSize(1);
        assertThat(installed.read(onPaper(1))).contains("㐀〓V〓");
    }

    private void print(String text, int scale, RasterText glyphs) throws LinkException {
        EscPosPrinter printer = new EscPosPrinter(
                () -> TcpLink.open("127.0.0.1", paper.port(), Duration.ofSeconds(3)),
                PrinterModel.of(PrinterModel.DOTS_58_MM),
                glyphs);
        try {
            Receipt receipt = new Receipt(List.of(new Receipt.Text(text, scale, false, Receipt.Align.LEFT)));
            assertThat(printer.print(receipt)).isEqualTo(new PrintOutcome.Printed());
        } finally {
            printer.close();
        }
    }

    /** The glyphs' own dots: 16 became 24 at scale 1, where every other of them is two wide, and 48 at scale 2. */
    private Bitmap onPaper(int scale) {
        BufferedImage image = tickets.getFirst().image();
        int margin = 24;
        return Bitmap.of(image.getWidth() * 2 / (3 * scale), GlyphFont.HEIGHT, (x, y) -> {
            int across = scale == 1 ? x + (x + 1) / 2 : 3 * x + 1;
            int down = scale == 1 ? y + (y + 1) / 2 : 3 * y + 1;
            return (image.getRGB(across, margin + down) & 0xFF) == 0;
        });
    }
}

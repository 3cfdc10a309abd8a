package io.yizhan.hardware.simulated.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.escpos.EscPosPrinter;
import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.hardware.printer.escpos.RasterText;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the program, put together as it does. */
class SimulatePrinterTest {

    private static final Receipt TICKET =
            new Receipt(List.of(new Receipt.Text("A023", 4, true, Receipt.Align.CENTRE), new Receipt.Feed(1)));

    @TempDir
    private Path folder;

    private SimulatedPrinter paper;
    private EscPosPrinter printer;

    @BeforeEach
    void start() throws Exception {
        paper = SimulatedPrinter.start(0, PrinterModel.DOTS_80_MM, Witness.none());
        printer = new EscPosPrinter(
                () -> TcpLink.open("127.0.0.1", paper.port(), Duration.ofSeconds(2)),
                PrinterModel.of(PrinterModel.DOTS_80_MM),
                RasterText.NONE);
    }

    @AfterEach
    void stop() {
        printer.close();
        paper.close();
    }

    @Test
    void each_ticket_becomes_a_numbered_pair_of_files_counted_on_after_a_restart() throws Exception {
        Files.write(folder.resolve("0006.png"), new byte[0]);
        try (TicketFolder tickets = TicketFolder.open(folder)) {
            paper.onTicket(tickets::keep);
            printer.print(TICKET);
            printer.print(TICKET);
        }
        assertThat(fileNames()).containsExactly("0006.png", "0007.bin", "0007.png", "0008.bin", "0008.png");
        BufferedImage picture = ImageIO.read(folder.resolve("0007.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(PrinterModel.DOTS_80_MM);
        assertThat(Files.readAllBytes(folder.resolve("0007.bin")))
                .startsWith(0x1B, '@')
                .endsWith(0x1D, 'V', 'B', 0);
    }

    @Test
    void orders_change_what_the_printer_says_of_itself() throws Exception {
        PrinterOrders orders = new PrinterOrders(paper);
        orders.obey(words("paper near"));
        assertThat(printer.state()).isEqualTo(new PrinterState(Paper.NEAR_END, false, false, false));
        orders.obey(words("paper out"));
        assertThat(printer.state().paper()).isEqualTo(Paper.OUT);
        orders.obey(words("paper ok"));
        orders.obey(words("cover open"));
        assertThat(printer.state()).isEqualTo(new PrinterState(Paper.ENOUGH, true, false, false));
        orders.obey(words("cover closed"));
        orders.obey(words("paper-ends-after 1"));
        assertThat(printer.print(TICKET)).isInstanceOf(PrintOutcome.Unknown.class);
    }

    @Test
    void an_order_that_it_does_not_know_is_refused_with_what_is_allowed() {
        PrinterOrders orders = new PrinterOrders(paper);
        for (String wrong : List.of("paper", "paper full", "paper-ends-after many", "coffee", "paper out now")) {
            assertThatThrownBy(() -> orders.obey(words(wrong)))
                    .isInstanceOf(ControlPort.RefusedException.class)
                    .hasMessageContaining(wrong)
                    .hasMessageContaining("paper ok|near|out");
        }
    }

    private static String[] words(String order) {
        return order.split(" ");
    }

    private List<String> fileNames() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

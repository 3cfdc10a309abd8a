package io.yizhan.hardware.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.simulated.PrintedTicket;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;

/** What goes in comes out, for any receipt, read by a parser that knows nothing of the encoder. */
class EscPosEncoderTest {

    private final List<PrintedTicket> tickets = new CopyOnWriteArrayList<>();
    private final SimulatedPrinter paper;
    private final EscPosPrinter printer;

    /** Once for all tries of the property. */
    EscPosEncoderTest() throws LinkException {
        paper = SimulatedPrinter.start(0, PrinterModel.DOTS_80_MM, Witness.none());
        paper.onTicket(tickets::add);
        printer = new EscPosPrinter(
                () -> TcpLink.open("127.0.0.1", paper.port(), Duration.ofSeconds(2)),
                PrinterModel.of(PrinterModel.DOTS_80_MM),
                RasterText.NONE);
    }

    @AfterProperty
    void stop() {
        printer.close();
        paper.close();
    }

    @Property(tries = 100)
    void every_text_and_every_qr_code_of_a_receipt_is_on_the_ticket(@ForAll("receipts") Receipt receipt)
            throws LinkException {
        tickets.clear();

        assertThat(printer.print(receipt)).isEqualTo(new PrintOutcome.Printed());

        String printed = String.join("", tickets.getFirst().lines()).replace(" ", "");
        StringBuilder wanted = new StringBuilder();
        for (Receipt.Part part : receipt.parts()) {
            if (part instanceof Receipt.Text text) {
                wanted.append(text.text().replace(" ", ""));
            }
        }
        assertThat(printed).isEqualTo(wanted.toString());
        assertThat(tickets.getFirst().qrTexts())
                .isEqualTo(receipt.parts().stream()
                        .filter(Receipt.Qr.class::isInstance)
                        .map(part -> ((Receipt.Qr) part).text())
                        .toList());
    }

    @Provide
    Arbitrary<Receipt> receipts() {
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('一', '龥')
                .withCharRange('㐀', '䶵')
                .withChars("，。、：《》·—“”")
                .ofMaxLength(40);
        Arbitrary<Receipt.Part> texts = Combinators.combine(
                        words,
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Receipt.Align.class))
                .as(Receipt.Text::new);
        Arbitrary<Receipt.Part> codes = Combinators.combine(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(60).filter(EscPosEncoderTest::isWhole),
                        Arbitraries.integers().between(1, 16))
                .as(Receipt.Qr::new);
        Arbitrary<Receipt.Part> rest =
                Arbitraries.of(new Receipt.Rule(), new Receipt.Feed(1), new Receipt.Feed(Receipt.Feed.LINES_MAX));
        return Arbitraries.frequencyOf(Tuple.of(4, texts), Tuple.of(1, codes), Tuple.of(1, rest))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(Receipt::new);
    }

    /** Half a character has no bytes. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(sign -> sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE);
    }
}

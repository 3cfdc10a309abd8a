package io.yizhan.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bytes that no driver should send. */
class PrinterMechanismTest {

    /** What the commands begin with, so that random bytes get beyond the first one. */
    private static final byte[][] BEGINNINGS = {
        {0x1B},
        {0x1C, '&'},
        {0x1D, '!'},
        {0x1D, 'V'},
        {0x1D, 'v', '0', 0, 3, 0, 4, 0},
        {0x1D, '(', 'k', 6, 0, '1'},
        {0x1D, '(', 'k', 9, 0, '1', 'P', '0'},
        {0x1D, '(', 'k', 3, 0, '1', 'Q', '0'},
        {0x1D, '(', 'H', 6, 0},
        {0x10, 4}
    };

    @Property(tries = 100)
    void whatever_comes_it_neither_breaks_nor_prints_beyond_its_paper(@ForAll long seed) throws IOException {
        for (PrintedTicket ticket : print(rubbish(new Random(seed)))) {
            assertThat(ticket.image().getWidth()).isEqualTo(384);
            assertThat(ticket.image().getHeight()).isLessThanOrEqualTo(PaperStrip.DOTS_MAX + 48);
        }
    }

    @Test
    void a_strip_that_nobody_cuts_ends_somewhere() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            bytes.writeBytes(new byte[] {'x', 0x0A, 0x1B, 'J', (byte) 255});
        }
        bytes.writeBytes(new byte[] {0x1D, 'V', 0});
        PrintedTicket ticket = print(bytes.toByteArray()).getFirst();
        assertThat(ticket.lines()).hasSizeLessThan(1_000);
        assertThat(ticket.image().getHeight()).isEqualTo(PaperStrip.DOTS_MAX + 48);
    }

    @Test
    void a_qr_code_wider_than_the_paper_is_not_printed() throws IOException {
        byte[] bytes = {
            0x1D, '(', 'k', 3, 0, '1', 'C', 16, 0x1D, '(', 'k', 6, 0, '1', 'P', '0', 'A', 'B', 'C', 0x1D, '(', 'k', 3,
            0, '1', 'Q', '0', 0x1D, 'V', 0
        };
        assertThat(print(bytes).getFirst().qrTexts()).containsExactly("ABC");
        byte[] tooWide = new byte[200];
        System.arraycopy(
                new byte[] {0x1D, '(', 'k', 3, 0, '1', 'C', 16, 0x1D, '(', 'k', (byte) 163, 0, '1', 'P', '0'},
                0,
                tooWide,
                0,
                16);
        Arrays.fill(tooWide, 16, 176, (byte) 'x');
        System.arraycopy(new byte[] {0x1D, '(', 'k', 3, 0, '1', 'Q', '0', 0x1D, 'V', 0}, 0, tooWide, 176, 11);
        assertThat(print(tooWide).getFirst().qrTexts()).isEmpty();
    }

    @Test
    void a_text_wider_than_the_paper_goes_on_in_the_next_row_and_is_one_line_still() throws IOException {
        byte[] bytes = ("x".repeat(33) + "\n\u001DV0").getBytes(StandardCharsets.US_ASCII);
        PrintedTicket wrapped = print(bytes).getFirst();
        assertThat(wrapped.lines()).containsExactly("x".repeat(33));
        assertThat(wrapped.image().getHeight()).isEqualTo(48 + 2 * 30);
    }

    private static List<PrintedTicket> print(byte[] bytes) throws IOException {
        List<PrintedTicket> tickets = new ArrayList<>();
        PrinterMechanism mechanism = new PrinterMechanism(PrinterTraits.of(384));
        PrintCommandReader reader = new PrintCommandReader(new ByteArrayInputStream(bytes), null);
        try {
            for (PrintCommand command = reader.next(); command != null; command = reader.next()) {
                PrintedTicket ticket = mechanism.obey(command, reader.raw()).ticket();
                if (ticket != null) {
                    tickets.add(ticket);
                }
            }
        } catch (EOFException insideACommand) {
            return tickets;
        }
        return tickets;
    }

    private static byte[] rubbish(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            bytes.writeBytes(BEGINNINGS[random.nextInt(BEGINNINGS.length)]);
            byte[] some = new byte[random.nextInt(12)];
            random.nextBytes(some);
            bytes.writeBytes(some);
        }
        bytes.writeBytes(new byte[] {0x1D, 'V', 0});
        return bytes.toByteArray();
    }
}

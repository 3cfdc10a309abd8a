package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that the wire cut up, joined, or put garbage before: hundreds, so the wire is a piece of memory. */
class ZhiantecCutsTest {

    private static final int POSITION = 17;
    private static final int LONGEST_ANSWER = 16;

    private final SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(0, 1);
    private Function<byte[], byte[][]> cut = answer -> new byte[][] {answer};
    private ZhiantecReader reader;
    private ScanResult right;

    @BeforeEach
    void enrol() throws Exception {
        reader = ZhiantecReader.open(new Wire(), ZhiantecSetup.factory(), Optional.empty());
        reader.enrol(POSITION, new Bench.Person(module, 7, 7, 7));
        right = reader.scan();
        assertThat(right).isInstanceOf(ScanResult.Matched.class);
    }

    @Test
    void an_answer_split_at_every_byte_is_the_same_answer() throws Exception {
        for (int split = 1; split < LONGEST_ANSWER; split++) {
            int at = split;
            cut = answer -> new byte[][] {
                Arrays.copyOf(answer, Math.min(at, answer.length)),
                Arrays.copyOfRange(answer, Math.min(at, answer.length), answer.length)
            };
            assertThat(reader.scan()).as("split at %d", at).isEqualTo(right);
        }
    }

    @Test
    void an_answer_behind_garbage_of_every_length_is_the_same_answer() throws Exception {
        for (int length = 1; length < 40; length++) {
            for (int filling : new int[] {0x00, 0x55, 0xEF, 0x01, 0xFF}) {
                byte[] garbage = new byte[length];
                Arrays.fill(garbage, (byte) filling);
                cut = answer -> new byte[][] {joined(garbage, answer)};
                assertThat(reader.scan()).as("%d times %02x", length, filling).isEqualTo(right);
            }
        }
    }

    @Test
    void an_answer_that_comes_twice_is_not_the_next_commands_answer() throws Exception {
        cut = answer -> new byte[][] {joined(answer, answer)};
        for (int look = 0; look < 10; look++) {
            assertThat(reader.scan()).isEqualTo(right);
        }
        module.lift();
        assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
    }

    @Test
    void an_answer_cut_short_at_every_byte_is_none() {
        for (int length = 1; length < 12; length++) {
            int at = length;
            cut = answer -> new byte[][] {Arrays.copyOf(answer, at)};
            assertThatThrownBy(reader::scan)
                    .as("%d bytes", at)
                    .isInstanceOfSatisfying(
                            LinkException.class,
                            e -> assertThat(e.kind()).isIn(LinkException.Kind.GARBLED, LinkException.Kind.SILENT));
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    /** What is written is answered at once, in pieces. */
    private final class Wire implements ByteLink {

        private final Deque<byte[]> pieces = new ArrayDeque<>();

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public int read(byte[] into, int offset, int length, Duration timeout) {
            byte[] piece = pieces.poll();
            while (piece != null && piece.length == 0) {
                piece = pieces.poll();
            }
            if (piece == null) {
                return 0;
            }
            System.arraycopy(piece, 0, into, offset, piece.length);
            return piece.length;
        }

        @Override
        public void write(byte[] bytes) throws LinkException {
            try {
                pieces.addAll(Arrays.asList(cut.apply(module.receive(bytes))));
            } catch (InterruptedException e) {
                throw new LinkException(LinkException.Kind.FAILED, "interrupted", e);
            }
        }

        @Override
        public void close() {}
    }
}

package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every flip of one byte, in every answer and command of a scan. There are tens of thousands, so the wire is a piece
 * of memory here; the real one is tried in {@link ZhiantecFaultsTest}.
 */
class ZhiantecFlipsTest {

    /** A wrong header is no answer at all, and costs a deadline each. */
    private static final int AFTER_HEADER = 2;

    private static final int COMMANDS_OF_A_SCAN = 3;

    private final SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(0, 1);
    private final Wire wire = new Wire();
    private ZhiantecReader reader;

    @BeforeEach
    void enrolTwo() throws Exception {
        reader = ZhiantecReader.open(wire, ZhiantecSetup.factory(), Optional.empty());
        reader.enrol(3, new Bench.Person(module, 70, 70, 70));
        module.lift();
    }

    @Test
    void no_flip_in_an_answer_gives_another_finger() throws Exception {
        for (int position :
                new int[] {0, 3, 10, 11, 127, 199}) { // 10: a length cut to 3 leaves a frame with a right sum
            enrolAt(position);
            ScanResult right = reader.scan();
            assertThat(right).isInstanceOf(ScanResult.Matched.class);
            for (int answer = 0; answer < COMMANDS_OF_A_SCAN; answer++) {
                int length = answer == COMMANDS_OF_A_SCAN - 1 ? 16 : 12;
                for (int at = AFTER_HEADER; at < length; at++) {
                    for (int mask = 1; mask <= 0xFF; mask++) {
                        wire.flipInAnswer(answer, at, mask);
                        assertThat(reader.scan())
                                .as("position %d, answer %d, byte %d, mask %02x", position, answer, at, mask)
                                .isEqualTo(right);
                        assertThat(wire.flipped()).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void no_flip_in_a_command_gives_another_finger() throws Exception {
        enrolAt(10);
        ScanResult right = reader.scan();
        int[] lengths = {12, 13, 17};
        for (int command = 0; command < COMMANDS_OF_A_SCAN; command++) {
            for (int at = Frame.PAYLOAD_OFFSET; at < lengths[command]; at++) {
                for (int mask = 1; mask <= 0xFF; mask++) {
                    wire.flipInCommand(command, at, mask);
                    assertThat(reader.scan())
                            .as("command %d, byte %d, mask %02x", command, at, mask)
                            .isEqualTo(right);
                    assertThat(wire.flipped()).isTrue();
                }
            }
        }
    }

    /** Each costs a deadline, so one bit of each byte, in one command and its answer. */
    @Test
    void a_flip_in_the_head_of_a_frame_is_asked_for_again_and_gives_the_same_finger() throws Exception {
        enrolAt(10);
        ScanResult right = reader.scan();
        for (int at = 0; at < Frame.PAYLOAD_OFFSET; at++) {
            wire.flipInCommand(0, at, 1 << at % Byte.SIZE);
            assertThat(reader.scan()).as("byte %d of the command", at).isEqualTo(right);
            assertThat(wire.flipped()).isTrue();
        }
        for (int at = 0; at < AFTER_HEADER; at++) {
            wire.flipInAnswer(0, at, 1 << at % Byte.SIZE);
            assertThat(reader.scan()).as("byte %d of the answer", at).isEqualTo(right);
            assertThat(wire.flipped()).isTrue();
        }
    }

    private void enrolAt(int position) throws Exception {
        reader.delete(3);
        reader.enrol(position, new Bench.Person(module, 1_000 + position, 1_000 + position, 1_000 + position));
        module.lay(1_000 + position);
    }

    /** A wire of memory: what is written is answered at once, so nothing is worth waiting for. */
    private final class Wire implements ByteLink {

        private byte[] arrived = new byte[0];
        private int frames;
        private int flipFrame = -1;
        private int flipAt;
        private int flipMask;
        private boolean flipCommand;

        void flipInAnswer(int answer, int at, int mask) {
            flip(answer, at, mask, false);
        }

        void flipInCommand(int command, int at, int mask) {
            flip(command, at, mask, true);
        }

        boolean flipped() {
            return frames > flipFrame;
        }

        private void flip(int frame, int at, int mask, boolean command) {
            frames = 0;
            flipFrame = frame;
            flipAt = at;
            flipMask = mask;
            flipCommand = command;
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public int read(byte[] into, int offset, int length, Duration timeout) {
            int count = Math.min(length, arrived.length);
            System.arraycopy(arrived, 0, into, offset, count);
            arrived = Arrays.copyOfRange(arrived, count, arrived.length);
            return count;
        }

        @Override
        public void write(byte[] bytes) throws LinkException {
            boolean now = frames++ == flipFrame;
            try {
                byte[] answer = module.receive(flipped(bytes, now && flipCommand));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.writeBytes(arrived);
                out.writeBytes(flipped(answer, now && !flipCommand));
                arrived = out.toByteArray();
            } catch (InterruptedException e) {
                throw new LinkException(LinkException.Kind.FAILED, "interrupted", e);
            }
        }

        private byte[] flipped(byte[] bytes, boolean now) {
            byte[] copy = bytes.clone();
            if (now) {
                copy[flipAt] ^= (byte) flipMask;
            }
            return copy;
        }

        @Override
        public void close() {}
    }
}

package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The driver survives whatever a far end says: it ends with a value or with a {@link LinkException}, and matches only a
 * finger that a whole answer named. In the suite the seeds beside this class run; with {@code JAZZER_FUZZ=1} Jazzer
 * goes on from them for a minute.
 */
class ZhiantecFuzzTest {

    private static final int DAMAGED_SESSIONS = 500;

    /** The first byte says in pieces of which size the others come. */
    @FuzzTest(maxDuration = "1m")
    void any_bytes_end_in_a_value_or_a_broken_wire(byte[] input) throws Exception {
        if (input.length > 0) {
            check(Arrays.copyOfRange(input, 1, input.length), 1 + (input[0] & 0xFF));
        }
    }

    @Test
    void a_session_with_some_bytes_changed_gives_no_other_finger() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] session = session();
        for (int n = 0; n < DAMAGED_SESSIONS; n++) {
            byte[] damaged = session.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                check(damaged, 1 + random.nextInt(40));
            } catch (AssertionError e) {
                throw new AssertionError("session " + n + " of seed " + seed, e);
            }
        }
    }

    private static void check(byte[] bytes, int piece) throws Exception {
        FarEnd farEnd = new FarEnd(bytes, piece);
        ZhiantecReader reader = ZhiantecReader.open(farEnd, ZhiantecSetup.factory(), Optional.empty());
        farEnd.begin();
        try {
            switch (reader.scan()) {
                case ScanResult.Matched(int position, int score) -> {
                    assertThat(position).isLessThan(reader.capacity());
                    byte[] payload = new byte[5];
                    Frame.put(payload, 1, position, 2);
                    Frame.put(payload, 3, score, 2);
                    assertThat(hex(bytes))
                            .as("the answer that names %d", position)
                            .contains(hex(Frame.of(Frame.Kind.ACK, payload).bytes()));
                }
                case ScanResult.NoFinger _, ScanResult.Unknown _, ScanResult.Unreadable _ -> {}
            }
            reader.occupied();
            assertThat(reader.read(0).length).isBetween(1, Conversation.DATA_BYTES_MAX);
        } catch (LinkException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** What a module says to a scan of an enrolled finger, to its index, and to a template that is read out. */
    private static byte[] session() throws InterruptedException {
        SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(0, 1);
        module.lay(7);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ask(module, Instruction.GET_IMAGE);
        ask(module, Instruction.EXTRACT_FEATURES, 1);
        ask(module, Instruction.EXTRACT_FEATURES, 2);
        ask(module, Instruction.MERGE);
        ask(module, Instruction.STORE, 1, 0, 0);
        for (byte[] answer : List.of(
                ask(module, Instruction.GET_IMAGE),
                ask(module, Instruction.EXTRACT_FEATURES, 1),
                ask(module, Instruction.SEARCH, 1, 0, 0, 0, 200),
                ask(module, Instruction.READ_INDEX, 0),
                ask(module, Instruction.LOAD, 1, 0, 0),
                ask(module, Instruction.UPLOAD, 1),
                ask(module, Instruction.UPLOAD, 1))) {
            said.writeBytes(answer);
        }
        return said.toByteArray();
    }

    private static byte[] ask(SimulatedFingerprintModule module, Instruction instruction, int... parameters)
            throws InterruptedException {
        byte[] bytes = new byte[parameters.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) parameters[i];
        }
        return module.receive(instruction.frame(bytes).bytes());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Begins like a module. Then each command is answered with the next part of the bytes, up to the next header that
     * looks like an answer's, and so is who waits for long; when there are no more it is unplugged. So no time passes.
     */
    private static final class FarEnd implements ByteLink {

        private static final String START = "ef01ffffffff07000300000a";
        private static final String PARAMETERS = "ef01ffffffff070013000000000000c80003ffffffff0002000604e9";
        private static final byte[] ANSWER = HexFormat.of().parseHex("ef01ffffffff07");

        private final byte[] bytes;
        private final int piece;
        private byte[] arrived = new byte[0];
        private int commands;
        private int at;
        private boolean begun;

        FarEnd(byte[] bytes, int piece) {
            this.bytes = bytes;
            this.piece = piece;
        }

        void begin() {
            begun = true;
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public int read(byte[] into, int offset, int length, Duration timeout) throws LinkException {
            if (arrived.length == 0 && begun && timeout.compareTo(Incoming.GAP_MAX) > 0) {
                if (at == bytes.length) {
                    throw new LinkException(LinkException.Kind.CLOSED, "unplugged");
                }
                comes();
            }
            int count = Math.min(Math.min(length, piece), arrived.length);
            System.arraycopy(arrived, 0, into, offset, count);
            arrived = Arrays.copyOfRange(arrived, count, arrived.length);
            return count;
        }

        @Override
        public void write(byte[] command) {
            if (begun) {
                comes();
            } else {
                arrived = HexFormat.of().parseHex(commands++ == 0 ? START : PARAMETERS);
            }
        }

        private void comes() {
            int end = at + 1;
            while (end < bytes.length
                    && !Arrays.equals(
                            bytes, end, Math.min(bytes.length, end + ANSWER.length), ANSWER, 0, ANSWER.length)) {
                end++;
            }
            end = Math.min(end, bytes.length);
            arrived = Arrays.copyOfRange(bytes, at, end);
            at = end;
        }

        @Override
        public void close() {}
    }
}

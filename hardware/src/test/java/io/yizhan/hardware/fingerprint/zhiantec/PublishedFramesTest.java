package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ScanResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The driver against frames that others printed or recorded: what it sends is theirs to the byte, and what it makes of
 * the answers is what they say.
 *
 * <p>Sources: (M) GROW, R503 Fingerprint Module User Manual, Ver 1.2.2, 2022.10: its tables of instructions with their
 * sums. (N) bluelul, "Fingerprint sensor AS608, communication via UART", 24/01/2021: a session's bytes. (L) a logic
 * analyser's log of a module of this protocol, 2021/12/16, in the header of its driver: requests and answers with their
 * times. (A) adafruit/Adafruit_CircuitPython_Fingerprint, issues 29 and 30: debug output of modules PID 751 and 4750.
 */
class PublishedFramesTest {

    private static final String HEAD = "ef01ffffffff";
    private static final String OK = HEAD + "07000300000a"; // N, L

    private final Script module = new Script();

    @Test
    void a_scan_is_the_session_that_was_recorded_of_an_as608() throws Exception {
        try (ZhiantecReader reader = opened(10)) {
            module.expects(HEAD + "010003010005", OK); // N: get image
            module.expects(HEAD + "01000402010008", OK); // N: features to buffer 1
            module.expects(
                    HEAD + "0100080401000" + "0000a0018", HEAD + "07000700" + "00010038" + "0047"); // N: search 10

            assertThat(reader.scan()).isEqualTo(new ScanResult.Matched(1, 0x38));
        }
        assertThat(module.said).isEmpty();
    }

    @Test
    void a_finger_that_is_not_found_is_unknown() throws Exception {
        try (ZhiantecReader reader = opened(1_000)) {
            module.expects(HEAD + "010003010005", OK);
            module.expects(HEAD + "01000402010008", OK);
            // a search of 1000 positions and its answer "not found", as a driver's comments of an AS608 print them
            module.expects(HEAD + "0100080401000003e800f9", HEAD + "07000709000000000017");

            assertThat(reader.scan()).isEqualTo(new ScanResult.Unknown());
        }
    }

    @Test
    void an_empty_window_is_no_finger() throws Exception {
        try (ZhiantecReader reader = opened(80)) {
            module.expects(HEAD + "010003010005", HEAD + "07000302000c"); // the same comments: no finger

            assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
        }
    }

    @Test
    void deleting_and_emptying_are_the_bytes_that_were_logged() throws Exception {
        try (ZhiantecReader reader = opened(80)) {
            module.expects(HEAD + "0100070c000100010016", OK); // L: delete one at 1
            reader.delete(1);

            module.expects(HEAD + "0100030d0011", OK); // L: empty
            module.expects(HEAD + "0100041f000024", HEAD + "070023" + "00".repeat(33) + "002a"); // M: index page 0
            reader.wipe();
        }
        assertThat(module.said).isEmpty();
    }

    @Test
    void features_merged_and_stored_are_the_bytes_that_were_logged() {
        assertThat(hex(Instruction.EXTRACT_FEATURES, 2)).isEqualTo(HEAD + "01000402020009"); // L
        assertThat(hex(Instruction.MERGE)).isEqualTo(HEAD + "010003050009"); // L
        assertThat(hex(Instruction.STORE, 1, 0, 0)).isEqualTo(HEAD + "0100060601000" + "0000e"); // L
        assertThat(hex(Instruction.MATCH)).isEqualTo(HEAD + "010003030007"); // L
        assertThat(hex(Instruction.COUNT_TEMPLATES)).isEqualTo(HEAD + "0100031d0021"); // M and L
        assertThat(hex(Instruction.UPLOAD, 1)).isEqualTo(HEAD + "0100040801000e"); // A 29
        assertThat(hex(Instruction.DOWNLOAD, 1)).isEqualTo(HEAD + "0100040901000f"); // a template written to a ZFM-20
    }

    @Test
    void a_module_that_says_115200_in_its_parameters_is_taken_as_it_speaks() throws Exception {
        // A 30: PID 4750 answers at 57600, and reads "baud 12"; 80 positions, packets of 128 bytes
        module.expects(HEAD + "01000713000000000" + "01b", OK); // M and N: verify the factory's password
        module.expects(HEAD + "0100030f0013", HEAD + "07001300" + "0000000000500003ffffffff0002000c" + "0477");

        try (ZhiantecReader reader = ZhiantecReader.open(module, ZhiantecSetup.factory(), Optional.empty())) {
            assertThat(reader.capacity()).isEqualTo(80);
        }
    }

    @Test
    void a_published_answer_with_one_byte_changed_is_not_taken() throws Exception {
        try (ZhiantecReader reader = opened(10)) {
            module.expects(HEAD + "010003010005", OK);
            module.expects(HEAD + "01000402010008", OK);
            for (int attempt = 1; attempt <= Conversation.ATTEMPTS_MAX; attempt++) {
                module.expects(HEAD + "01000804010000000a0018", HEAD + "07000700" + "00020038" + "0047");
            }

            assertThatThrownBy(reader::scan)
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("wrong checksum 0047, its bytes add up to 0048");
        }
    }

    /** Its answer to ReadSysPara is A 30's with another size of the library, and so another sum. */
    private ZhiantecReader opened(int capacity) throws LinkException {
        byte[] parameters = HexFormat.of().parseHex("00" + "0000000000500003ffffffff0002000c");
        Frame.put(parameters, 5, capacity, 2);
        module.expects(HEAD + "010007130000000000" + "1b", OK);
        module.expects(
                HEAD + "0100030f0013",
                HexFormat.of().formatHex(Frame.of(Frame.Kind.ACK, parameters).bytes()));
        return ZhiantecReader.open(module, ZhiantecSetup.factory(), Optional.empty());
    }

    private static String hex(Instruction instruction, int... parameters) {
        byte[] bytes = new byte[parameters.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) parameters[i];
        }
        return HexFormat.of().formatHex(instruction.frame(bytes).bytes());
    }

    /** The far end of a conversation that was written down. */
    private static final class Script implements ByteLink {

        final Deque<String[]> said = new ArrayDeque<>();
        private byte[] arrived = new byte[0];

        void expects(String request, String answer) {
            said.add(new String[] {request, answer});
        }

        @Override
        public String name() {
            return "script";
        }

        @Override
        public int read(byte[] into, int offset, int length, Duration timeout) {
            int count = Math.min(length, arrived.length);
            System.arraycopy(arrived, 0, into, offset, count);
            arrived = Arrays.copyOfRange(arrived, count, arrived.length);
            return count;
        }

        @Override
        public void write(byte[] bytes) {
            String[] next = said.remove();
            assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(next[0]);
            arrived = HexFormat.of().parseHex(next[1]);
        }

        @Override
        public void close() {}
    }
}

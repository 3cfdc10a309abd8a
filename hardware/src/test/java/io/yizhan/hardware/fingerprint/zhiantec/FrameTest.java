package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void frames_are_the_ones_that_the_manual_prints() {
        // R503 user manual: "to verify the password 00000000", "to collect a finger image", and the acknowledge of both
        assertThat(hex(Instruction.VERIFY_PASSWORD.frame(new byte[4]))).isEqualTo("ef01ffffffff0100071300000000001b");
        assertThat(hex(Instruction.GET_IMAGE.frame())).isEqualTo("ef01ffffffff010003010005");
        assertThat(hex(Frame.of(Frame.Kind.ACK, (byte) 0))).isEqualTo("ef01ffffffff07000300000a");
    }

    @Test
    void the_sum_is_unsigned_and_wraps_at_65536() {
        byte[] payload = new byte[Frame.PAYLOAD_BYTES_MAX];
        Arrays.fill(payload, (byte) 0xFF);
        int sum = (0x02 + 0x01 + 0x02 + 256 * 0xFF) & 0xFFFF;

        byte[] frame = Frame.of(Frame.Kind.DATA, payload).bytes();

        assertThat(Frame.number(frame, frame.length - 2, 2)).isEqualTo(sum);
    }

    @Test
    void a_payload_of_no_or_too_many_bytes_is_refused() {
        assertThatThrownBy(() -> Frame.of(Frame.Kind.DATA)).hasMessageContaining("1 to 256");
        assertThatThrownBy(() -> Frame.of(Frame.Kind.DATA, new byte[257])).hasMessageContaining("257 bytes");
    }

    @Test
    void its_text_does_not_show_the_payload() {
        assertThat(Frame.of(Frame.Kind.DATA, new byte[] {0x7B, 0x7C}).toString())
                .isEqualTo("DATA to ffffffff, 2 bytes");
    }

    private static String hex(Frame frame) {
        return HexFormat.of().formatHex(frame.bytes());
    }
}

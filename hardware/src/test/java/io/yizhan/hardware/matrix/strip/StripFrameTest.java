package io.yizhan.hardware.matrix.strip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StripFrameTest {

    private static final StripFrame SHOW = new StripFrame(1, 5, 2, new byte[] {0, 0, 'A', '0', '2', '3'});

    @Test
    void the_frame_is_that_of_the_packages_page() {
        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(SHOW.bytes()))
                .isEqualTo("02 01 05 02 06 00 00 41 30 32 33 6F 79");
        assertThat(StripFrame.crc("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9))
                .isEqualTo(0x29B1);
    }

    @Test
    void a_frame_is_found_however_it_is_split_and_whatever_stands_before_it() {
        byte[] sent = joined(new byte[] {0x00, 0x02, 0x55}, SHOW.bytes(), SHOW.bytes());
        for (int split = 0; split <= sent.length; split++) {
            StripFrameReader reader = new StripFrameReader();
            List<StripFrame> found = new ArrayList<>(reader.take(sent, split));
            byte[] rest = Arrays.copyOfRange(sent, split, sent.length);
            found.addAll(reader.take(rest, rest.length));
            assertThat(found).as("split at %d", split).containsExactly(SHOW, SHOW);
        }
    }

    @Property(tries = 300)
    void a_frame_with_any_bit_flipped_is_none(@ForAll @IntRange(max = 12) int at, @ForAll @IntRange(max = 7) int bit) {
        byte[] sent = SHOW.bytes();
        sent[at] ^= (byte) (1 << bit);
        assertThat(new StripFrameReader().take(sent, sent.length)).doesNotContain(SHOW);
    }

    @Test
    void what_is_too_long_is_refused_and_the_longest_is_not() {
        byte[] longest = new byte[StripFrame.PAYLOAD_MAX];
        byte[] sent = new StripFrame(1, 1, 2, longest).bytes();
        assertThat(new StripFrameReader().take(sent, sent.length)).hasSize(1);
        assertThatThrownBy(() -> new StripFrame(1, 1, 2, new byte[StripFrame.PAYLOAD_MAX + 1]))
                .hasMessageContaining("201");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

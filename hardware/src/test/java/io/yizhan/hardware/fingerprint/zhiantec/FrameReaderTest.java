package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.fingerprint.zhiantec.FrameReader.Flaw;
import io.yizhan.hardware.fingerprint.zhiantec.FrameReader.Found;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static final Frame FOUND = Frame.of(Frame.Kind.ACK, new byte[] {0, 0, 17, 0, 99});
    private static final Frame OK = Frame.of(Frame.Kind.ACK, (byte) 0);

    @Test
    void a_frame_split_at_every_byte_is_one_frame() {
        byte[] bytes = FOUND.bytes();
        for (int split = 0; split <= bytes.length; split++) {
            FrameReader reader = new FrameReader();
            List<Found> found = new ArrayList<>(reader.read(bytes, 0, split));
            found.addAll(reader.read(bytes, split, bytes.length - split));
            assertThat(found).as("split at %d", split).containsExactly(new Found.Whole(FOUND));
            assertThat(reader.inFrame()).isFalse();
        }
    }

    @Test
    void frames_that_come_in_one_piece_are_told_apart() {
        assertThat(read(joined(OK.bytes(), FOUND.bytes(), OK.bytes())))
                .containsExactly(new Found.Whole(OK), new Found.Whole(FOUND), new Found.Whole(OK));
    }

    @Test
    void what_stands_before_a_header_is_skipped() {
        byte[] garbage = {0x55, (byte) 0xEF, (byte) 0xEF, 0x00, 0x01, (byte) 0xEF};

        assertThat(read(joined(garbage, FOUND.bytes()))).containsExactly(new Found.Whole(FOUND));
    }

    @Test
    void a_frame_with_a_bad_checksum_is_refused_and_the_next_one_taken() {
        byte[] bad = FOUND.bytes();
        bad[11] ^= 1;

        List<Found> found = read(joined(bad, OK.bytes()));

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).isInstanceOfSatisfying(Found.Broken.class, broken -> {
            assertThat(broken.flaw()).isEqualTo(Flaw.CHECKSUM);
            assertThat(broken.description()).isEqualTo("wrong checksum 0082, its bytes add up to 0081");
        });
        assertThat(found.get(1)).isEqualTo(new Found.Whole(OK));
    }

    @Test
    void a_garbled_length_does_not_swallow_the_frame_that_follows() {
        byte[] bad = OK.bytes();
        bad[8] = 0x30;
        FrameReader reader = new FrameReader();

        List<Found> found = new ArrayList<>(feed(reader, joined(bad, FOUND.bytes())));
        found.addAll(reader.giveUp());

        assertThat(found).contains(new Found.Whole(FOUND)).hasSize(2);
    }

    @Test
    void a_length_that_no_frame_has_is_refused_at_once() {
        for (int length : new int[] {0, 1, 2, 259, 0xFFFF}) {
            byte[] bad = OK.bytes();
            Frame.put(bad, 7, length, 2);
            assertThat(read(bad))
                    .first()
                    .isInstanceOfSatisfying(
                            Found.Broken.class,
                            broken -> assertThat(broken.flaw()).isEqualTo(Flaw.LENGTH));
        }
    }

    @Test
    void a_frame_that_never_ends_is_called_incomplete() {
        FrameReader reader = new FrameReader();
        assertThat(reader.read(FOUND.bytes(), 0, 12)).isEmpty();

        assertThat(reader.giveUp())
                .singleElement()
                .isInstanceOfSatisfying(
                        Found.Broken.class, broken -> assertThat(broken.flaw()).isEqualTo(Flaw.INCOMPLETE));
        assertThat(reader.inFrame()).isFalse();
    }

    @Property(tries = 300)
    void whatever_the_wire_says_it_ends_and_keeps_at_most_one_frame(
            @ForAll @Size(max = 2_000) byte[] noise, @ForAll @IntRange(min = 1, max = 300) int piece) {
        FrameReader reader = new FrameReader();
        for (int at = 0; at < noise.length; at += piece) {
            reader.read(noise, at, Math.min(piece, noise.length - at));
        }
        reader.giveUp();
        assertThat(reader.read(FOUND.bytes(), 0, FOUND.bytes().length)).containsExactly(new Found.Whole(FOUND));
    }

    @Property(tries = 300)
    void frames_come_through_in_order_however_the_wire_cuts_them(
            @ForAll @Size(min = 1, max = 6) List<@Size(min = 1, max = 256) byte[]> payloads,
            @ForAll @IntRange(min = 1, max = 300) int piece) {
        List<Found> sent = payloads.stream()
                .<Found>map(payload -> new Found.Whole(Frame.of(Frame.Kind.DATA, payload)))
                .toList();
        byte[] stream = joined(payloads.stream()
                .map(payload -> Frame.of(Frame.Kind.DATA, payload).bytes())
                .toArray(byte[][]::new));
        FrameReader reader = new FrameReader();
        List<Found> found = new ArrayList<>();
        for (int at = 0; at < stream.length; at += piece) {
            found.addAll(reader.read(stream, at, Math.min(piece, stream.length - at)));
        }
        assertThat(found).isEqualTo(sent);
    }

    private static List<Found> read(byte[] bytes) {
        return feed(new FrameReader(), bytes);
    }

    private static List<Found> feed(FrameReader reader, byte[] bytes) {
        return reader.read(bytes, 0, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}

package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.fingerprint.StoreResult;
import io.yizhan.hardware.simulated.SerialDevice;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Templates from one reader to another, over real pseudo terminals. */
class ZhiantecTemplatesTest {

    private static final int R503_TEMPLATE_BYTES = 1_536;

    @Test
    void a_template_read_at_one_reader_is_a_finger_at_another() throws Exception {
        try (Bench here = new Bench();
                Bench there = new Bench()) {
            here.enrol(7, 10);

            byte[] template = here.reader.read(10);
            assertThat(template).hasSize(R503_TEMPLATE_BYTES);
            assertThat(there.reader.write(42, template)).isEqualTo(new StoreResult.Stored());

            assertThat(there.module.library()).containsExactly(entry(42, 7));
            there.module.lay(7);
            assertThat(there.reader.scan())
                    .isInstanceOfSatisfying(
                            ScanResult.Matched.class,
                            matched -> assertThat(matched.position()).isEqualTo(42));
        }
    }

    @Test
    void a_template_is_written_over_what_stood_there() throws Exception {
        try (Bench bench = new Bench()) {
            bench.enrol(7, 10);
            bench.enrol(8, 11);

            assertThat(bench.reader.write(11, bench.reader.read(10))).isEqualTo(new StoreResult.Stored());

            assertThat(bench.module.library()).containsExactly(entry(10, 7), entry(11, 7));
        }
    }

    @Test
    void nothing_is_read_where_nothing_stands() throws Exception {
        try (Bench bench = new Bench()) {
            assertThatThrownBy(() -> bench.reader.read(10))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.FAILED))
                    .hasMessageContaining("gives no template out of position 10");
            assertThatThrownBy(() -> bench.reader.read(200))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("position 200 of a library of 200");
        }
    }

    @Test
    void bytes_that_are_no_template_are_refused_and_nothing_is_stored() throws Exception {
        try (Bench bench = new Bench()) {
            bench.enrol(7, 10);
            byte[] damaged = bench.reader.read(10);
            damaged[700] ^= 1;

            for (byte[] bad : new byte[][] {damaged, Arrays.copyOf(damaged, 512), new byte[5_000], new byte[0]}) {
                assertThat(bench.reader.write(11, bad))
                        .as("%d bytes", bad.length)
                        .isEqualTo(new StoreResult.BadTemplate());
            }
            assertThat(bench.module.library()).containsOnlyKeys(10);
        }
    }

    @Test
    void a_position_outside_the_library_has_no_room_for_a_template() throws Exception {
        try (Bench bench = new Bench()) {
            bench.enrol(7, 10);
            byte[] template = bench.reader.read(10);

            assertThat(bench.reader.write(199, template)).isEqualTo(new StoreResult.Stored());
            assertThat(bench.reader.write(200, template)).isEqualTo(new StoreResult.NoRoom(200, 200));
        }
    }

    @Test
    void a_template_that_a_module_stores_and_does_not_recognise_is_taken_out_again() throws Exception {
        SerialDevice[] inner = new SerialDevice[1];
        SerialDevice forgetful = bytes -> {
            byte[] answer = inner[0].receive(bytes);
            boolean match = bytes.length > Frame.PAYLOAD_OFFSET && bytes[Frame.PAYLOAD_OFFSET] == 0x03 && bytes[6] == 1;
            return match
                    ? Frame.of(Frame.Kind.ACK, Confirmation.NO_MATCH.code(), (byte) 0, (byte) 0)
                            .bytes()
                    : answer;
        };
        try (Bench bench = new Bench(device -> {
            inner[0] = device;
            return forgetful;
        })) {
            bench.enrol(7, 10);

            assertThat(bench.reader.write(11, bench.reader.read(10))).isEqualTo(new StoreResult.BadTemplate());

            assertThat(bench.module.library()).containsOnlyKeys(10);
        }
    }

    @Test
    void a_packet_that_is_lost_whole_is_noticed_in_both_directions() throws Exception {
        AtomicInteger loseOutOf = new AtomicInteger();
        AtomicInteger loseInto = new AtomicInteger();
        try (Bench bench = new Bench(device -> bytes -> {
            byte[] in = loseInto.get() > 0 && bytes[6] == 2 ? withoutFrame(bytes, loseInto) : bytes;
            byte[] answer = device.receive(in);
            return loseOutOf.get() > 0 && answer.length > 1_000 ? withoutSecondPacket(answer, loseOutOf) : answer;
        })) {
            bench.enrol(7, 10);
            byte[] whole = bench.reader.read(10);

            loseOutOf.set(1);
            assertThat(bench.reader.read(10)).isEqualTo(whole);
            assertThat(loseOutOf).hasValue(0);

            loseInto.set(1);
            assertThat(bench.reader.write(11, whole)).isEqualTo(new StoreResult.Stored());
            assertThat(loseInto).hasValue(0);
        }
    }

    @Test
    void noise_on_the_line_changes_no_template() throws Exception {
        try (Bench bench = new Bench()) {
            bench.enrol(7, 10);
            byte[] whole = bench.reader.read(10);
            bench.module.fault(Fault.NOISE, true);

            assertThat(bench.reader.read(10)).isEqualTo(whole);
            assertThat(bench.reader.write(11, whole)).isEqualTo(new StoreResult.Stored());
        }
    }

    @Test
    void a_line_that_garbles_every_packet_ends_as_garbled_and_shows_nothing_of_the_template() throws Exception {
        try (Bench bench = new Bench(device -> bytes -> {
            byte[] answer = device.receive(bytes);
            if (answer.length > 1_000) {
                for (int at = 30; at < answer.length; at += 139) {
                    answer[at] ^= 4;
                }
            }
            return answer;
        })) {
            bench.enrol(7, 10);

            assertThatThrownBy(() -> bench.reader.read(10))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.GARBLED))
                    .hasMessageNotContaining(HexFormat.of().formatHex("SIMF".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void a_wiped_library_holds_nothing() throws Exception {
        try (Bench bench = new Bench()) {
            bench.enrol(7, 10);
            bench.enrol(8, 199);

            bench.reader.wipe();

            assertThat(bench.module.library()).isEmpty();
            assertThat(bench.reader.occupied().isEmpty()).isTrue();
        }
    }

    @Test
    void a_module_that_only_says_that_it_emptied_its_library_is_a_fault() throws Exception {
        try (Bench bench = new Bench(device -> bytes -> {
            boolean empty = bytes.length > Frame.PAYLOAD_OFFSET && bytes[Frame.PAYLOAD_OFFSET] == 0x0D && bytes[6] == 1;
            return empty ? Frame.of(Frame.Kind.ACK, Confirmation.OK.code()).bytes() : device.receive(bytes);
        })) {
            bench.enrol(7, 10);

            assertThatThrownBy(bench.reader::wipe)
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("still holds 1 templates");
        }
    }

    /** Data packets come in any pieces; one byte less of them spoils the packet it is taken from. */
    private static byte[] withoutFrame(byte[] packets, AtomicInteger left) {
        left.decrementAndGet();
        return Arrays.copyOfRange(packets, 139, packets.length);
    }

    private static byte[] withoutSecondPacket(byte[] answer, AtomicInteger left) {
        left.decrementAndGet();
        int from = 12 + 139; // behind the acknowledge and the first packet
        byte[] rest = Arrays.copyOf(answer, answer.length - 139);
        System.arraycopy(answer, from + 139, rest, from, answer.length - from - 139);
        return rest;
    }
}

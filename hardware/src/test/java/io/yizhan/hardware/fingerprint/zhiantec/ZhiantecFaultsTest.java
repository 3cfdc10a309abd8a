package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.simulated.SerialDevice;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Fault;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ZhiantecFaultsTest {

    /** What happens to the next answers on their way; when it is empty they pass. */
    private final Queue<UnaryOperator<byte[]>> tampering = new ConcurrentLinkedQueue<>();

    @Test
    void wrong_checksums_end_as_garbled_and_say_so() throws Exception {
        try (Bench bench = new Bench()) {
            bench.module.fault(Fault.BADSUM, true);

            assertThatThrownBy(bench.reader::scan)
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.GARBLED))
                    .hasMessageContaining(bench.port.path().toString())
                    .hasMessageContaining("3 times; at last: wrong checksum")
                    .hasMessageContaining("check its cable");

            bench.module.fault(Fault.BADSUM, false);
            assertThat(bench.reader.scan()).isEqualTo(new ScanResult.NoFinger());
        }
    }

    @Test
    void a_silent_module_ends_as_silent_and_says_what_to_check() throws Exception {
        try (Bench bench = new Bench()) {
            bench.module.fault(Fault.SILENT, true);

            assertThatThrownBy(bench.reader::scan)
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.SILENT))
                    .hasMessageContaining("did not answer GET_IMAGE within 1000 ms, 3 times")
                    .hasMessageContaining("TX goes to RX");

            bench.module.fault(Fault.SILENT, false);
            assertThat(bench.reader.scan()).isEqualTo(new ScanResult.NoFinger());
        }
    }

    @Test
    void noise_between_the_answers_changes_nothing() throws Exception {
        try (Bench bench = new Bench()) {
            bench.module.fault(Fault.NOISE, true);

            assertThat(bench.enrol(7, 10)).isInstanceOf(EnrolResult.Enrolled.class);
            bench.module.lay(7);
            for (int look = 0; look < 5; look++) {
                assertThat(bench.reader.scan())
                        .isInstanceOfSatisfying(
                                ScanResult.Matched.class,
                                matched -> assertThat(matched.position()).isEqualTo(10));
            }
        }
    }

    @Test
    void lost_bytes_are_asked_for_again() throws Exception {
        try (Bench bench = new Bench(this::tampered)) {
            bench.enrol(7, 10);
            bench.module.lay(7);
            UnaryOperator<byte[]> loseOne = answer -> new byte[] {answer[0], answer[1], answer[2]};
            tampering.addAll(List.of(loseOne, loseOne));

            assertThat(bench.reader.scan()).isInstanceOf(ScanResult.Matched.class);
            assertThat(tampering).isEmpty();
        }
    }

    @Test
    void lost_bytes_without_end_end_as_garbled() throws Exception {
        try (Bench bench = new Bench(this::tampered)) {
            UnaryOperator<byte[]> loseOne = answer -> Arrays.copyOf(answer, answer.length - 1);
            tampering.addAll(List.of(loseOne, loseOne, loseOne));

            assertThatThrownBy(bench.reader::scan).hasMessageContaining("an incomplete frame of 11 bytes");
        }
    }

    @Test
    void the_drop_fault_never_gives_a_wrong_finger() throws Exception {
        try (Bench bench = new Bench()) {
            bench.enrol(7, 10);
            bench.module.lay(7);
            bench.module.fault(Fault.DROP, true);

            for (int look = 0; look < 3; look++) {
                try {
                    assertThat(bench.reader.scan())
                            .isInstanceOfSatisfying(
                                    ScanResult.Matched.class,
                                    matched -> assertThat(matched.position()).isEqualTo(10));
                } catch (LinkException e) {
                    assertThat(e.kind()).isIn(LinkException.Kind.GARBLED, LinkException.Kind.SILENT);
                }
            }
        }
    }

    @Test
    void a_garbled_header_is_no_answer_and_the_next_one_is_taken() throws Exception {
        try (Bench bench = new Bench(this::tampered)) {
            bench.module.lay(7);
            tampering.add(answer -> {
                answer[0] ^= 0x10;
                return answer;
            });

            assertThat(bench.reader.scan()).isEqualTo(new ScanResult.Unknown());
        }
    }

    @Test
    void an_answer_from_another_address_is_not_taken() throws Exception {
        try (Bench bench = new Bench(this::tampered)) {
            UnaryOperator<byte[]> readdress = answer -> {
                answer[5] = 0;
                return answer;
            };
            tampering.addAll(List.of(readdress, readdress, readdress));

            assertThatThrownBy(bench.reader::scan).hasMessageContaining("the answer ACK to ffffff00");
        }
    }

    @Test
    void an_answer_that_comes_too_late_is_not_taken_for_the_next_ones() throws Exception {
        Deque<byte[]> late = new ArrayDeque<>();
        try (Bench bench = new Bench(this::tampered)) {
            bench.enrol(7, 10);
            bench.module.lay(7);
            ScanResult before = bench.reader.scan();
            tampering.add(answer -> {
                late.add(answer); // GET_IMAGE's, held back past its deadline
                return new byte[0];
            });
            tampering.add(answer -> joined(late.remove(), answer));

            assertThat(bench.reader.scan()).isEqualTo(before);
            assertThat(bench.reader.scan()).isEqualTo(before);
        }
    }

    @Test
    void a_line_that_speaks_unasked_without_end_is_no_fingerprint_module() throws Exception {
        byte[] chatter = new byte[1_000];
        SerialDevice chatterbox = bytes -> joined(chatter, chatter, chatter, chatter, chatter);
        try (SimulatedSerialPort port = SimulatedSerialPort.open(chatterbox)) {
            assertThatThrownBy(() -> ZhiantecReader.open(
                            SerialLinks.open(port.path(), Bench.BAUD), ZhiantecSetup.factory(), Optional.empty()))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.GARBLED))
                    .hasMessageContaining("baud rate");
        }
    }

    @Test
    void a_module_that_is_unplugged_is_closed_and_not_silent() throws Exception {
        try (Bench bench = new Bench()) {
            bench.port.close();

            assertThatThrownBy(bench.reader::scan)
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED));
        }
    }

    private SerialDevice tampered(SerialDevice device) {
        return bytes -> {
            byte[] answer = device.receive(bytes);
            UnaryOperator<byte[]> next = answer.length == 0 ? null : tampering.poll();
            return next == null ? answer : next.apply(answer);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}

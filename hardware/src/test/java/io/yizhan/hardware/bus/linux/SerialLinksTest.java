package io.yizhan.hardware.bus.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLinksTest {

    private static final int BAUD = 57_600;
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @Test
    void bytes_go_there_and_back_as_they_are() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes);
                ByteLink link = SerialLinks.open(port.path(), BAUD)) {
            link.write(all);
            assertThat(read(link, all.length)).isEqualTo(all);
        }
    }

    @Test
    void a_read_of_a_line_that_says_nothing_ends_in_time() throws Exception {
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes);
                ByteLink link = SerialLinks.open(port.path(), BAUD)) {
            long started = System.nanoTime();
            assertThat(link.read(new byte[8], 0, 8, Duration.ofMillis(150))).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(150), Duration.ofMillis(1_000));
            assertThat(link.read(new byte[8], 0, 8, Duration.ZERO)).isZero();
        }
    }

    @Test
    void a_device_that_is_not_there_is_missing_with_what_to_do() {
        assertRefused(folder.resolve("ttyUSB7"), LinkException.Kind.MISSING, "no serial device at", "raspi-config");
    }

    @Test
    void a_file_that_is_no_serial_device_is_not_opened() throws Exception {
        Path file = Files.writeString(folder.resolve("notes"), "x");
        assertRefused(file, LinkException.Kind.MISSING, "is not a serial device", "check the cable and the path");
        assertRefused(Path.of("/dev/null"), LinkException.Kind.MISSING, "is not a serial device");
    }

    @Test
    void a_device_that_this_user_may_not_open_is_denied_with_what_to_do() throws Exception {
        Path file = Files.createFile(
                folder.resolve("ttyS9"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(file), "root may open everything");
        assertRefused(file, LinkException.Kind.DENIED, "may not read and write", "sudo usermod -aG ");
    }

    @Test
    void a_second_open_is_busy_until_the_first_is_closed() throws Exception {
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes)) {
            ByteLink first = SerialLinks.open(port.path(), BAUD);
            assertRefused(port.path(), LinkException.Kind.BUSY, "is in use by another station or program", "fuser");
            first.close();
            SerialLinks.open(port.path(), BAUD).close();
        }
    }

    @Test
    void a_device_that_another_program_holds_is_busy() throws Exception {
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes)) {
            Process other = new ProcessBuilder("flock", port.path().toString(), "sh", "-c", "echo held; cat").start();
            try (BufferedReader says = other.inputReader()) {
                assertThat(says.readLine()).isEqualTo("held");
                assertRefused(port.path(), LinkException.Kind.BUSY, "is in use by another station or program", "fuser");
            } finally {
                other.outputWriter().close();
                other.waitFor();
            }
            SerialLinks.open(port.path(), BAUD).close();
        }
    }

    @Test
    void a_link_to_the_device_serves_opening_after_opening() throws Exception {
        Path link = folder.resolve("dev/reader");
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes, link)) {
            for (int opening = 0; opening < 3; opening++) {
                try (ByteLink line = SerialLinks.open(link, BAUD)) {
                    assertThat(line.name()).isEqualTo(link.toString());
                    line.write(new byte[] {(byte) opening});
                    assertThat(read(line, 1)).containsExactly(opening);
                }
            }
            assertThat(port.path()).isEqualTo(link);
        }
        assertThat(link).doesNotExist();
    }

    @Test
    void a_peer_that_went_away_is_closed_for_reading_and_for_writing() throws Exception {
        SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes);
        try (ByteLink link = SerialLinks.open(port.path(), BAUD)) {
            port.close();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatThrownBy(() -> link.read(new byte[1], 0, 1, Duration.ZERO))
                            .isInstanceOfSatisfying(
                                    LinkException.class,
                                    e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED)));
            assertThatThrownBy(() -> link.write(new byte[] {1}))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED))
                    .hasMessageContaining("check its cable");
        }
    }

    private static void assertRefused(Path path, LinkException.Kind kind, String... words) {
        assertThatThrownBy(() -> SerialLinks.open(path, BAUD))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(path.toString())
                .hasMessageContainingAll(words);
    }

    private static byte[] read(ByteLink link, int length) throws LinkException {
        byte[] read = new byte[length];
        int count = 0;
        while (count < length) {
            int more = link.read(read, count, length - count, SOON);
            assertThat(more).as("bytes after %d of %d", count, length).isPositive();
            count += more;
        }
        return read;
    }
}

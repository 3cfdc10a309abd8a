package io.yizhan.hardware.bus.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SerialDevice;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is a pseudo terminal's: it blocks its reader as a printer's does. */
class FileLinkTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @Test
    void one_file_serves_both_ways_though_its_reader_is_blocked() throws Exception {
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes);
                FileLink link = FileLink.open(port.path())) {
            byte[] into = new byte[4];
            assertThat(link.read(into, 0, 4, Duration.ofMillis(50))).isZero();

            link.write(new byte[] {0x12, 0x16, 0x1A});

            assertThat(link.read(into, 1, 2, SOON)).isEqualTo(2);
            assertThat(link.read(into, 3, 1, SOON)).isEqualTo(1);
            assertThat(into).containsExactly(0, 0x12, 0x16, 0x1A);
        }
    }

    @Test
    void a_device_that_is_not_there_is_missing_with_what_to_do() {
        Path printer = folder.resolve("lp0");
        assertThatThrownBy(() -> FileLink.open(printer))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MISSING))
                .hasMessageContaining("no device at " + printer)
                .hasMessageContaining("check its cable");
    }

    @Test
    void what_is_no_input_device_is_not_taken_for_a_number_pad() throws Exception {
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes)) {
            assertThatThrownBy(() -> FileLink.openInputDevice(port.path()))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.GARBLED))
                    .hasMessageContaining(port.path() + " is no input device; look for the number pad");
            try (FileLink again = FileLink.open(port.path())) {
                again.write(new byte[] {1}); // the refusal has let it go
            }
        }
    }

    @Test
    void a_device_that_went_away_is_closed() throws Exception {
        SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes);
        try (FileLink link = FileLink.open(port.path())) {
            port.close();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatThrownBy(() -> link.write(new byte[] {1}))
                            .isInstanceOfSatisfying(
                                    LinkException.class,
                                    e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED)));
        }
    }

    @Test
    void a_device_that_takes_nothing_is_silent() throws Exception {
        CountDownLatch paper = new CountDownLatch(1);
        SerialDevice printerWithoutPaper = bytes -> {
            paper.await();
            return new byte[0];
        };
        byte[] ticket = new byte[256 * 1024]; // more than a terminal holds for its reader
        try (SimulatedSerialPort port = SimulatedSerialPort.open(printerWithoutPaper);
                FileLink link = FileLink.open(port.path(), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> link.write(ticket))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.SILENT))
                    .hasMessageContaining("of 262144 bytes within 300 ms")
                    .hasMessageContaining("out of paper");
            paper.countDown();
        }
    }

    @Test
    void a_close_ends_a_read_that_waits() throws Exception {
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes)) {
            FileLink link = FileLink.open(port.path());
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return link.read(new byte[1], 0, 1, Duration.ofMinutes(1));
                } catch (LinkException e) {
                    throw new CompletionException(e);
                }
            });
            link.close();
            link.close();

            assertThatThrownBy(() -> read.get(2, TimeUnit.SECONDS)).hasMessageContaining("was closed by this program");
        }
    }
}

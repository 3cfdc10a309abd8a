package io.yizhan.hardware.bus.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.nio.file.Path;
import java.time.Duration;
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
}

package io.yizhan.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedSerialPortTest {

    @TempDir
    Path folder;

    @Test
    void a_link_left_over_from_a_killed_simulator_is_replaced() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("reader"), folder.resolve("gone"));
        try (SimulatedSerialPort port = SimulatedSerialPort.open(bytes -> bytes, link)) {
            assertThat(port.path()).isEqualTo(link);
            assertThat(link.toRealPath().toString()).startsWith("/dev/pts/");
        }
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void a_file_that_is_no_link_is_left_alone() throws Exception {
        Path file = Files.writeString(folder.resolve("reader"), "precious");
        assertThatThrownBy(() -> SimulatedSerialPort.open(bytes -> bytes, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no symbolic link; name another path");
        assertThat(file).hasContent("precious");
    }

    @Test
    void a_link_that_leads_to_another_by_now_is_left_alone() throws Exception {
        Path link = folder.resolve("reader");
        SimulatedSerialPort first = SimulatedSerialPort.open(bytes -> bytes, link);
        try (SimulatedSerialPort second = SimulatedSerialPort.open(bytes -> bytes, link)) {
            first.close();
            assertThat(second.path().toRealPath().toString()).startsWith("/dev/pts/");
        }
    }
}

package io.yizhan.hardware.bus.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLinkTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

    private ServerSocket printer;

    @BeforeEach
    void listen() throws Exception {
        printer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        printer.close();
    }

    @Test
    void bytes_go_there_and_back() throws Exception {
        try (TcpLink link = TcpLink.open(LOOPBACK, printer.getLocalPort(), SOON);
                Socket far = printer.accept()) {
            link.write(new byte[] {0x10, 0x04, 0x02});
            assertThat(far.getInputStream().readNBytes(3)).containsExactly(0x10, 0x04, 0x02);

            far.getOutputStream().write(0x12);
            byte[] into = new byte[2];
            assertThat(link.read(into, 1, 1, SOON)).isEqualTo(1);
            assertThat(into).containsExactly(0, 0x12);
        }
    }

    @Test
    void a_read_of_a_silent_device_ends_in_time() throws Exception {
        try (TcpLink link = TcpLink.open(LOOPBACK, printer.getLocalPort(), SOON);
                Socket far = printer.accept()) {
            assertThat(far.isConnected()).isTrue();
            assertThat(link.read(new byte[1], 0, 1, Duration.ofMillis(50))).isZero();
            assertThat(link.read(new byte[1], 0, 1, Duration.ZERO)).isZero();
        }
    }

    @Test
    void a_device_that_hung_up_is_closed() throws Exception {
        try (TcpLink link = TcpLink.open(LOOPBACK, printer.getLocalPort(), SOON)) {
            printer.accept().close();
            assertThatThrownBy(() -> link.read(new byte[1], 0, 1, SOON))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED))
                    .hasMessageContaining(link.name());
        }
    }

    @Test
    void a_port_where_nobody_listens_is_missing_with_what_to_do() throws Exception {
        int port = printer.getLocalPort();
        printer.close();
        assertThatThrownBy(() -> TcpLink.open(LOOPBACK, port, SOON))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MISSING))
                .hasMessageContaining(LOOPBACK + ":" + port)
                .hasMessageContaining("check that the device is on");
    }

    @Test
    void a_device_that_takes_nothing_is_silent_and_stays_so_until_it_is_opened_again() throws Exception {
        byte[] ticket = new byte[16 * 1024 * 1024]; // more than both sockets' buffers hold
        try (TcpLink link = TcpLink.open(LOOPBACK, printer.getLocalPort(), SOON, Duration.ofMillis(200));
                Socket far = printer.accept()) {
            assertThat(far.isConnected()).isTrue();
            for (int writing = 0; writing < 2; writing++) {
                assertThatThrownBy(() -> link.write(ticket))
                        .isInstanceOfSatisfying(
                                LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.SILENT))
                        .hasMessageContaining("did not take")
                        .hasMessageContaining("out of paper");
            }
        }
    }
}

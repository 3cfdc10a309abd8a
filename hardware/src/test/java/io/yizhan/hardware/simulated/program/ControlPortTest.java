package io.yizhan.hardware.simulated.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPortTest {

    private static final String ALLOWED =
            "allowed are: finger N | lift | fault badsum|drop|noise|silent on|off | quality good|messy|few | fill | power";

    private ControlPort port;

    @BeforeEach
    void open() throws Exception {
        port = ControlPort.open(0, new FingerprintOrders(SimulatedFingerprintModule.inMemory(0, 1)));
    }

    @AfterEach
    void close() throws Exception {
        port.close();
    }

    @Test
    void every_order_of_the_fingerprint_module_is_obeyed() throws Exception {
        for (String order : new String[] {
            "finger 0",
            "finger 999999999",
            "lift",
            "fault badsum on",
            "fault drop off",
            "fault noise on",
            "fault silent off",
            "quality good",
            "quality messy",
            "quality few",
            "  quality   good  "
        }) {
            assertThat(say(order)).as(order).containsExactly("ok");
        }
    }

    @Test
    void what_is_not_understood_is_answered_with_what_is_allowed() throws Exception {
        assertThat(say("thumb 1\nfinger x\nfinger -1\nfinger\nfault smoke on\nfault drop maybe\n"))
                .containsExactly(
                        "error: `thumb 1`; " + ALLOWED,
                        "error: finger `x` is no number from 0 to 999999999; " + ALLOWED,
                        "error: finger `-1` is no number from 0 to 999999999; " + ALLOWED,
                        "error: `finger`; " + ALLOWED,
                        "error: `smoke` is not one of badsum|drop|noise|silent; " + ALLOWED,
                        "error: `maybe` is neither on nor off; " + ALLOWED);
    }

    @Test
    void a_port_that_is_taken_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> ControlPort.open(port.port(), words -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("control port " + port.port() + " is taken")
                .hasMessageContaining("0 for a free one");
    }

    /** The port, as {@code printf … | nc} uses it. */
    private String[] say(String lines) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            client.getOutputStream().write((lines.strip() + "\n").getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .toArray(String[]::new);
        }
    }
}

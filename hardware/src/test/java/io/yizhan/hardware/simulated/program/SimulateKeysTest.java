package io.yizhan.hardware.simulated.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLines;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.Witness;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts of the program, put together as it does, and the driver of real keys at the other end of the wire. */
class SimulateKeysTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(1);

    private final SimulatedKeys keys = new SimulatedKeys("next", "rate-4", "rate-5");
    private final SimulatedLamps lamps = new SimulatedLamps(Witness.none(), "rate-4", "rate-5");
    private final KeyOrders orders = new KeyOrders(keys);
    private LinePort port;

    @BeforeEach
    void start() throws Exception {
        port = LinePort.open(0, keys.lines(), lamps.lines(), Witness.none());
    }

    @AfterEach
    void stop() throws Exception {
        port.close();
    }

    @Test
    void a_press_whose_contacts_bounce_on_the_wire_is_one_event_and_two_at_once_are_none() throws Exception {
        try (LineKeypad keypad = keypad("next", "rate-4", "rate-5")) {
            orders.obey(words("next"));
            assertThat(keypad.next(SOON)).get().isInstanceOf(KeyEvent.Pressed.class);
            assertThat(keypad.next(QUIET)).isEmpty();

            orders.obey(words("rate-4 rate-5"));
            assertThat(List.of(
                            keypad.next(SOON).orElseThrow(), keypad.next(SOON).orElseThrow()))
                    .containsExactlyInAnyOrder(new KeyEvent.Refused("rate-4"), new KeyEvent.Refused("rate-5"));
        }
    }

    @Test
    void a_spark_on_the_wire_is_no_event() throws Exception {
        try (LineKeypad keypad = keypad("next", "rate-4")) {
            // the wire tells no times: on a machine that others use an edge may come late, and the spark as a press
            await().atMost(SOON).until(() -> {
                orders.obey(words("glitch next"));
                return keypad.next(QUIET).isEmpty();
            });
        }
    }

    @Test
    void a_key_that_is_held_is_stuck_also_when_it_was_down_before_the_driver_came() throws Exception {
        orders.obey(words("hold next"));
        await().until(() -> keys.down("next"));
        try (LineKeypad keypad = keypad("next", "rate-4")) {
            assertThat(keypad.next(SOON)).contains(new KeyEvent.Stuck("next"));
            orders.obey(words("rate-4"));
            assertThat(keypad.next(SOON)).get().isInstanceOf(KeyEvent.Pressed.class);
            orders.obey(words("release next"));
            assertThat(keypad.next(SOON)).contains(new KeyEvent.Freed("next"));
        }
    }

    @Test
    void a_line_is_one_drivers_and_one_that_is_not_there_is_nobodys() throws Exception {
        try (LineKeypad _ = keypad("next")) {
            assertThatThrownBy(() -> keypad("rate-4", "next"))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("next is held by another connection");
        }
        assertThatThrownBy(() -> keypad("nix"))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("no line nix here; there are next rate-4 rate-5");
        await().untilAsserted(() -> keypad("next").close()); // its driver went away
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            stranger.getOutputStream().write("GET / HTTP/1.1\n".getBytes(US_ASCII));
            assertThat(new String(stranger.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("error: expected: in NAME, or out NAME 0|1\n");
        }
    }

    @Test
    void lamps_light_and_go_out_with_their_driver_and_are_other_lines_than_the_keys_of_their_names() throws Exception {
        try (LineKeypad _ = keypad("rate-4", "rate-5");
                TcpLines lines = connect()) {
            lines.output("rate-4").set(true);
            await().until(() -> lamps.lit("rate-4"));
            lines.output("rate-4").set(false);
            lines.output("rate-5").set(true);
            await().until(() -> lamps.lit("rate-5") && !lamps.lit("rate-4"));
        }
        await().until(() -> !lamps.lit("rate-5"));
    }

    @Test
    void keys_whose_far_end_went_away_say_so() throws Exception {
        try (LineKeypad keypad = keypad("next")) {
            port.close();
            await().untilAsserted(
                            () -> assertThatThrownBy(() -> keypad.next(QUIET)).isInstanceOf(LinkException.class));
        }
    }

    @Test
    void orders_that_nobody_can_follow_are_refused() {
        assertThatThrownBy(() -> orders.obey(words("nix"))).hasMessageContaining("no key nix here; there are [next,");
        assertThatThrownBy(() -> orders.obey(words("hold next rate-4"))).hasMessageContaining("hold KEY | release KEY");
        assertThatThrownBy(() -> orders.obey(words("fault torn on")))
                .hasMessageContaining("fault worn|miss|spark on|off");
    }

    private LineKeypad keypad(String... names) throws LinkException {
        TcpLines lines = connect();
        boolean opened = false;
        try {
            Map<String, InputLine> inputs = new LinkedHashMap<>();
            for (String name : names) {
                inputs.put(name, lines.input(name));
            }
            LineKeypad keypad = LineKeypad.open(inputs, STUCK_AFTER);
            opened = true;
            return keypad;
        } finally {
            if (!opened) {
                lines.close();
            }
        }
    }

    private TcpLines connect() throws LinkException {
        return TcpLines.over(TcpLink.open("127.0.0.1", port.port(), SOON));
    }

    private static String[] words(String order) {
        return order.split(" ");
    }
}

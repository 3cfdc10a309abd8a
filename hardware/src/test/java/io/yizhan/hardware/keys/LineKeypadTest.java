package io.yizhan.hardware.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keypad on simulated contacts, in real time. */
class LineKeypadTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(300);

    private final SimulatedKeys keys = new SimulatedKeys("next", "recall", "rate-5");
    private LineKeypad keypad;

    @BeforeEach
    void open() throws LinkException {
        keypad = LineKeypad.open(keys.lines(), Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        keypad.close();
    }

    @Test
    void a_press_with_bouncing_contacts_is_one_event() throws Exception {
        keys.press("next");
        assertThat(keypad.next(SOON))
                .get()
                .isInstanceOf(KeyEvent.Pressed.class)
                .extracting(KeyEvent::key)
                .isEqualTo("next");
        assertThat(keypad.next(QUIET)).isEmpty();
    }

    @Test
    void presses_one_after_another_are_all_counted() throws Exception {
        List<String> heard = new ArrayList<>();
        for (String key : List.of("next", "recall", "next", "rate-5")) {
            keys.press(key);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(keypad.next(SOON))
                    .get()
                    .isInstanceOfSatisfying(KeyEvent.Pressed.class, event -> heard.add(event.key()));
        }
        assertThat(heard).containsExactly("next", "recall", "next", "rate-5");
        assertThat(keypad.next(QUIET)).isEmpty();
    }

    @Test
    void a_spark_on_the_line_is_no_event() throws Exception {
        keys.glitch("next");
        assertThat(keypad.next(QUIET)).isEmpty();
    }

    @Test
    void two_keys_at_once_are_both_refused() throws Exception {
        keys.pressTogether("next", "rate-5");
        List<KeyEvent> events =
                List.of(keypad.next(SOON).orElseThrow(), keypad.next(SOON).orElseThrow());
        assertThat(events).containsExactlyInAnyOrder(new KeyEvent.Refused("next"), new KeyEvent.Refused("rate-5"));
        assertThat(keypad.next(QUIET)).isEmpty();
    }

    @Test
    void a_held_key_is_stuck_then_freed_and_the_other_keys_go_on() throws Exception {
        keys.hold("next");
        assertThat(keypad.next(SOON)).get().isInstanceOf(KeyEvent.Pressed.class);
        assertThat(keypad.next(SOON)).contains(new KeyEvent.Stuck("next"));
        keys.press("recall");
        assertThat(keypad.next(SOON)).get().isInstanceOf(KeyEvent.Pressed.class);
        keys.release("next");
        assertThat(keypad.next(SOON)).contains(new KeyEvent.Freed("next"));
    }

    @Test
    void a_keypad_opened_with_a_key_down_reports_no_press() throws Exception {
        SimulatedKeys jammed = new SimulatedKeys("next");
        jammed.hold("next");
        try (LineKeypad late = LineKeypad.open(jammed.lines(), Duration.ofSeconds(1))) {
            assertThat(late.next(SOON)).contains(new KeyEvent.Stuck("next"));
        }
    }

    @Test
    void more_edges_than_can_wait_lose_presses_but_never_the_level() throws Exception {
        for (int i = 0; i < LineKeypad.EDGES_MAX; i++) {
            keys.glitch("rate-5");
        }
        keys.hold("next");
        boolean nextHeard = false;
        for (var event = keypad.next(SOON); event.isPresent() && !nextHeard; event = keypad.next(SOON)) {
            nextHeard = event.get().key().equals("next");
        }
        assertThat(nextHeard).isTrue();
    }

    @Test
    void a_line_has_one_listener_and_refuses_a_second() {
        assertThatThrownBy(() -> LineKeypad.open(keys.lines()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("simulated-next has its listener already");
    }

    @Test
    void a_lamp_is_lit_and_seen() throws LinkException {
        List<String> seen = new ArrayList<>();
        SimulatedLamps lamps = new SimulatedLamps((part, what) -> seen.add(part + " " + what), "next");
        Lamp lamp = new LineLamp(lamps.line("next"));
        lamp.light(true);
        lamp.light(true);
        assertThat(lamps.lit("next")).isTrue();
        lamp.light(false);
        assertThat(lamps.lit("next")).isFalse();
        assertThat(seen).containsExactly("lamp next on", "lamp next off");
    }

    @Test
    void a_witness_can_look_away() {
        Witness.none().saw("lamp", "next on");
        assertThat(keys.down("next")).isFalse();
    }
}

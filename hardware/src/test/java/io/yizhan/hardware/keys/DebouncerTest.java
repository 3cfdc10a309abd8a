package io.yizhan.hardware.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time is moved by hand, in milliseconds. */
class DebouncerTest {

    private final List<KeyEvent> events = new ArrayList<>();
    private final Debouncer debouncer = new Debouncer(List.of("a", "b", "c"), Duration.ofSeconds(10));

    @Test
    void a_press_that_bounces_is_one_press_with_the_time_of_its_first_edge() {
        edges("a", 100, 101, 103, 104, 107);
        edges("a", 180, 182, 183);
        at(400);
        assertThat(events).containsExactly(pressed("a", 100));
    }

    @Test
    void a_bounce_longer_than_the_settling_time_is_still_one_press() {
        edges("a", 100, 104, 109, 113, 118, 122, 127);
        at(400);
        assertThat(events).containsExactly(pressed("a", 100));
    }

    @Test
    void a_spark_is_no_press() {
        edges("a", 100, 103);
        at(20_000);
        assertThat(events).isEmpty();
    }

    @Test
    void a_spark_before_a_press_does_not_date_it() {
        edges("a", 100, 102);
        edges("a", 300);
        at(400);
        assertThat(events).containsExactly(pressed("a", 300));
    }

    @Test
    void two_presses_of_a_quick_finger_are_two() {
        edges("a", 100, 150, 210, 260);
        at(400);
        assertThat(events).containsExactly(pressed("a", 100), pressed("a", 210));
    }

    @Test
    void two_keys_within_fifty_milliseconds_are_refused_both() {
        edges("a", 100);
        edges("b", 150, 151, 152);
        edges("a", 200);
        edges("b", 210);
        at(1_000);
        assertThat(events).containsExactlyInAnyOrder(new KeyEvent.Refused("a"), new KeyEvent.Refused("b"));
    }

    @Test
    void two_keys_are_refused_both_even_when_the_first_was_let_go_again() {
        edges("a", 100, 115);
        edges("b", 140, 200);
        at(1_000);
        assertThat(events).containsExactlyInAnyOrder(new KeyEvent.Refused("a"), new KeyEvent.Refused("b"));
    }

    @Test
    void three_keys_at_once_are_refused_all() {
        edges("a", 100);
        edges("b", 101);
        edges("c", 102);
        at(1_000);
        assertThat(events)
                .containsExactlyInAnyOrder(
                        new KeyEvent.Refused("a"), new KeyEvent.Refused("b"), new KeyEvent.Refused("c"));
    }

    @Test
    void a_key_pressed_while_another_is_held_is_refused_alone() {
        edges("a", 100);
        edges("b", 500, 600);
        edges("a", 700);
        at(1_000);
        assertThat(events).containsExactly(pressed("a", 100), new KeyEvent.Refused("b"));
    }

    @Test
    void a_key_pressed_just_after_another_was_let_go_counts() {
        edges("a", 100, 170);
        edges("b", 190, 260);
        at(1_000);
        assertThat(events).containsExactly(pressed("a", 100), pressed("b", 190));
    }

    @Test
    void a_key_held_too_long_is_stuck_and_later_freed() {
        edges("a", 100);
        at(10_099);
        assertThat(events).containsExactly(pressed("a", 100));
        at(10_100);
        edges("a", 30_000, 30_001, 30_002);
        at(30_100);
        assertThat(events).containsExactly(pressed("a", 100), new KeyEvent.Stuck("a"), new KeyEvent.Freed("a"));
    }

    @Test
    void beside_a_stuck_key_the_others_go_on() {
        edges("a", 100);
        at(11_000);
        events.clear();
        edges("b", 12_000, 12_080);
        at(13_000);
        assertThat(events).containsExactly(pressed("b", 12_000));
    }

    @Test
    void a_freed_key_counts_again() {
        edges("a", 100, 15_000, 16_000, 16_080);
        at(17_000);
        assertThat(events).endsWith(new KeyEvent.Freed("a"), pressed("a", 16_000));
    }

    @Test
    void a_key_that_is_down_at_the_start_is_no_press_and_then_stuck() {
        debouncer.heldAtStart("a", 0);
        edges("b", 100, 180);
        at(10_000);
        assertThat(events).containsExactly(pressed("b", 100), new KeyEvent.Stuck("a"));
    }

    @Test
    void a_caller_that_comes_late_sees_the_same() {
        edges("a", 100, 180);
        edges("b", 5_000, 5_080);
        at(90_000);
        assertThat(events).containsExactly(pressed("a", 100), pressed("b", 5_000));
    }

    @Test
    void what_is_due_next_is_told() {
        assertThat(debouncer.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
        edges("a", 100);
        assertThat(debouncer.nanosUntilDue(nanos(104))).isEqualTo(nanos(6));
    }

    @Test
    void a_time_after_which_every_press_would_be_stuck_is_refused() {
        assertThatThrownBy(() -> new Debouncer(List.of("a"), Duration.ofMillis(200)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    void a_key_of_another_keypad_is_a_bug() {
        assertThatThrownBy(() -> debouncer.edge("z", true, 0, events::add))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The contact of a key changes at each of these times. */
    private void edges(String key, long... millis) {
        for (long at : millis) {
            boolean down = !levels.contains(key);
            if (down) {
                levels.add(key);
            } else {
                levels.remove(key);
            }
            debouncer.edge(key, down, nanos(at), events::add);
        }
    }

    private final List<String> levels = new ArrayList<>();

    private void at(long millis) {
        debouncer.advance(nanos(millis), events::add);
    }

    private static KeyEvent pressed(String key, long millis) {
        return new KeyEvent.Pressed(key, nanos(millis));
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}

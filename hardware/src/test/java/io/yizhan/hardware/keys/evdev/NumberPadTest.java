package io.yizhan.hardware.keys.evdev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.FileLink;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.simulated.SimulatedNumberPad;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pad behind a pseudo terminal, in real time. */
class NumberPadTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration STUCK_AFTER = Duration.ofMillis(300);

    private SimulatedNumberPad hand;
    private NumberPad pad;

    @BeforeEach
    void open() throws Exception {
        hand = SimulatedNumberPad.open();
        pad = new NumberPad(FileLink.open(hand.path()), STUCK_AFTER);
    }

    @AfterEach
    void close() throws Exception {
        pad.close();
        hand.close();
    }

    private List<String> pressed(int count) throws LinkException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assertThat(pad.next(SOON))
                    .get()
                    .isInstanceOfSatisfying(KeyEvent.Pressed.class, event -> keys.add(event.key()));
        }
        return keys;
    }

    @Test
    void what_is_typed_is_heard_once_and_in_order() throws Exception {
        List<String> typed = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "enter", "7", "7");
        for (String key : typed) {
            hand.press(key);
        }

        assertThat(pressed(typed.size())).isEqualTo(typed);
        assertThat(pad.next(QUIET)).isEmpty();
    }

    @Test
    void who_types_fast_has_two_keys_down_and_both_count() throws Exception {
        hand.down("1");
        hand.down("2");
        hand.up("1");
        hand.up("2");

        assertThat(pressed(2)).containsExactly("1", "2");
    }

    @Test
    void a_held_key_is_one_press_then_stuck_then_freed() throws Exception {
        hand.down("5");
        hand.repeat("5");
        hand.repeat("5");

        assertThat(pressed(1)).containsExactly("5");
        assertThat(pad.next(SOON)).contains(new KeyEvent.Stuck("5"));
        hand.press("6");
        assertThat(pressed(1)).containsExactly("6");
        hand.up("5");
        assertThat(pad.next(SOON)).contains(new KeyEvent.Freed("5"));
    }

    @Test
    void a_key_that_went_down_before_anybody_listened_is_no_press() throws Exception {
        hand.repeat("5");

        assertThat(pad.next(SOON)).contains(new KeyEvent.Stuck("5"));
    }

    @Test
    void an_event_that_arrives_in_two_pieces_is_one() throws Exception {
        byte[] down = new byte[InputEvent.BYTES];
        down[16] = InputEvent.KEY;
        down[18] = (byte) PadKeys.code("8");
        down[20] = InputEvent.DOWN;
        hand.send(Arrays.copyOf(down, 17));
        assertThat(pad.next(QUIET)).isEmpty();
        hand.send(Arrays.copyOfRange(down, 17, down.length));

        assertThat(pressed(1)).containsExactly("8");
    }

    @Test
    void keys_that_mean_nothing_here_are_not_heard() throws Exception {
        byte[] numLock = new byte[InputEvent.BYTES];
        numLock[16] = InputEvent.KEY;
        numLock[18] = 69;
        numLock[20] = InputEvent.DOWN;
        hand.send(numLock);
        hand.press("3");

        assertThat(pressed(1)).containsExactly("3");
    }

    @Test
    void what_the_kernel_did_not_deliver_whole_is_no_press() throws Exception {
        hand.down("1");
        assertThat(pressed(1)).containsExactly("1");
        hand.dropped();
        hand.press("2"); // its press belongs to what was dropped, its release does not
        hand.press("3");

        assertThat(pressed(1)).containsExactly("3");
        assertThat(pad.next(STUCK_AFTER.multipliedBy(2)))
                .as("a release may be among what was lost")
                .isEmpty();
    }

    @Test
    void a_device_that_is_no_input_device_is_said_to_be_none() throws Exception {
        hand.send("a line from a printer at this path\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> pad.next(SOON))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.GARBLED))
                .hasMessageContaining("/dev/input/by-id");
    }

    @Test
    void a_pad_that_was_pulled_out_is_gone() throws Exception {
        hand.close();

        assertThatThrownBy(() -> pad.next(SOON))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.CLOSED));
        hand = SimulatedNumberPad.open();
    }
}

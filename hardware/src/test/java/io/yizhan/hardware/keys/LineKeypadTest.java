package io.yizhan.hardware.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.InputSource;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keypad on simulated contacts, in real time. */
class LineKeypadTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofMillis(100);

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
    void presses_on_worn_contacts_with_sparks_at_other_lines_are_all_counted_once() throws Exception {
        keys.fault(SimulatedKeys.Fault.WORN, true);
        keys.fault(SimulatedKeys.Fault.SPARK, true);

        for (int i = 0; i < 6; i++) {
            keys.press("next");
        }

        for (int i = 0; i < 6; i++) {
            assertThat(keypad.next(SOON))
                    .get()
                    .isInstanceOf(KeyEvent.Pressed.class)
                    .returns("next", KeyEvent::key);
        }
        assertThat(keypad.next(QUIET)).isEmpty();
    }

    @Test
    void a_press_that_makes_no_contact_is_no_event() throws Exception {
        keys.fault(SimulatedKeys.Fault.MISS, true);
        int heard = 0;

        for (int i = 0; i < 12; i++) {
            keys.press("next");
        }

        while (keypad.next(QUIET).isPresent()) {
            heard++;
        }
        assertThat(heard).as("of 12").isBetween(4, 11);
    }

    @Test
    void a_spark_on_the_line_is_no_event() throws Exception {
        keys.glitch("next");
        assertThat(keypad.next(QUIET)).isEmpty();
    }

    @Test
    void a_spark_whose_edges_come_late_and_one_by_one_is_no_event() throws Exception {
        LateLine line = new LateLine(Objects.requireNonNull(keys.lines().get("recall")));
        try (LineKeypad late = LineKeypad.open(Map.of("recall", line))) {
            await().atMost(SOON)
                    .until(
                            () -> { // again where this machine is late between them, too
                                long at = System.nanoTime() - LATE.toNanos();
                                line.hears.edge(true, at);
                                boolean early = late.next(Duration.ZERO).isPresent();
                                line.hears.edge(false, at + 1_000_000);
                                return !early && late.next(QUIET).isEmpty();
                            });
        }
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
    void a_line_that_another_program_holds_leaves_none_open_and_all_are_there_once_it_is_free() throws Exception {
        SimulatedKeys wired = new SimulatedKeys("next", "recall", "rate-5");
        Set<String> held = new HashSet<>(Set.of("simulated-rate-5"));
        Map<String, InputSource> chip = chip(wired, held, Set.of());

        assertThatThrownBy(() -> LineKeypad.openAll(chip))
                .isInstanceOf(LinkException.class)
                .hasMessage("simulated-rate-5 is held");
        assertThat(held).containsExactly("simulated-rate-5");

        held.clear();
        try (LineKeypad again = LineKeypad.openAll(chip)) {
            wired.press("next");
            assertThat(again.next(SOON)).get().isInstanceOf(KeyEvent.Pressed.class);
        }
    }

    @Test
    void a_line_that_cannot_be_read_at_the_start_leaves_none_open() {
        Set<String> held = new HashSet<>();
        Map<String, InputSource> chip = chip(new SimulatedKeys("next", "recall"), held, Set.of("simulated-recall"));

        assertThatThrownBy(() -> LineKeypad.openAll(chip)).hasMessage("simulated-recall is gone");
        assertThat(held).isEmpty();
    }

    /** Lines as a chip has them: each is given once, until it is closed. */
    private static Map<String, InputSource> chip(SimulatedKeys keys, Set<String> held, Set<String> gone) {
        Map<String, InputSource> sources = new LinkedHashMap<>();
        keys.lines()
                .forEach((key, line) -> sources.put(key, () -> {
                    if (!held.add(line.name())) {
                        throw new LinkException(LinkException.Kind.BUSY, line.name() + " is held");
                    }
                    return new ChipLine(line, held, gone);
                }));
        return sources;
    }

    /** A line of a bus that brings edges late. */
    private static final class LateLine implements InputLine {

        private final InputLine contact;
        private EdgeListener hears = (_, _) -> {};

        LateLine(InputLine contact) {
            this.contact = contact;
        }

        @Override
        public String name() {
            return contact.name();
        }

        @Override
        public boolean active() throws LinkException {
            return contact.active();
        }

        @Override
        public void onEdge(EdgeListener listener) {
            hears = listener;
        }

        @Override
        public void close() {
            contact.close();
        }
    }

    private record ChipLine(InputLine contact, Set<String> held, Set<String> gone) implements InputLine {

        @Override
        public String name() {
            return contact.name();
        }

        @Override
        public boolean active() throws LinkException {
            if (gone.contains(name())) {
                throw new LinkException(LinkException.Kind.CLOSED, name() + " is gone");
            }
            return contact.active();
        }

        @Override
        public void onEdge(EdgeListener listener) {
            contact.onEdge(listener);
        }

        @Override
        public void close() {
            contact.close();
            held.remove(name());
        }
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

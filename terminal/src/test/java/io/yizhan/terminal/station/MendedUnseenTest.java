package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.protocol.state.DeviceStatus.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault is remembered over restarts and breaks: what was mended, or taken out, meanwhile is cleared all the same. */
class MendedUnseenTest {

    /** An open keypad has told of each stuck key by then. */
    private static final Duration TOLD = LineKeypad.STUCK_AFTER.plusSeconds(10);

    @TempDir
    Path folder;

    private final SimulatedKeys keys = new SimulatedKeys("next", "recall", "finish");
    private final Queue<KeyEvent> heard = new ConcurrentLinkedQueue<>();
    private StationJournal memory;

    @BeforeEach
    void open() throws Exception {
        memory = StationJournal.in(folder);
    }

    @AfterEach
    void close() throws Exception {
        memory.close();
    }

    @Test
    void a_stuck_key_that_was_freed_while_the_terminal_was_off_is_cleared_and_one_that_is_still_stuck_is_not()
            throws Exception {
        Faults before = memory.faults("3");
        before.raise("key next", "stuck", null);
        before.raise("key recall", "stuck", null);
        keys.hold("recall");

        Faults faults = memory.faults("3");
        try (KeyFeed _ = started(faults, () -> LineKeypad.open(keys.lines()))) {
            await().atMost(TOLD).until(() -> parts(faults).equals(List.of("key recall")));

            assertThat(heard).containsExactly(new KeyEvent.Stuck("recall"));
            await("two came, one went").until(() -> memory.journal().last() == 3);
        }
    }

    @Test
    void a_stuck_key_that_was_freed_while_its_wire_was_broken_is_cleared() throws Exception {
        Faults faults = memory.faults("3");
        LooseWire wire = new LooseWire(Objects.requireNonNull(keys.lines().get("next")));
        Duration stuckAfter = Duration.ofSeconds(1);
        try (KeyFeed _ = started(faults, () -> LineKeypad.open(Map.of("next", wire), stuckAfter))) {
            keys.hold("next");
            await().until(() -> parts(faults).equals(List.of("key next")));

            wire.loose = true;
            await().until(() -> parts(faults).contains("keys"));
            keys.release("next");
            wire.loose = false;

            await().atMost(TOLD).until(() -> parts(faults).isEmpty());
        }
    }

    @Test
    void a_part_that_was_taken_out_leaves_no_fault_and_one_that_is_there_keeps_its_own() {
        Faults before = memory.faults("3");
        for (String part : List.of("buzzer", "pad", "lamp red", "display", "sensor")) {
            before.raise(part, "silent", null);
        }
        before.raise("key 5", "stuck", null);

        Faults faults = memory.faults("3");
        Buzzer buzzer = new Buzzer(null, faults);
        new Signboard.Fitting(null).signboard("display", faults).close();
        Speaker speaker = new Speaker(
                new Attached<>(
                        "voice",
                        () -> {
                            throw new LinkException(LinkException.Kind.MISSING, "no voice here");
                        },
                        faults),
                1);
        ReaderWindow window = new ReaderWindow(new Face("reader-1"), new Lamps(Map.of(), faults), speaker, buzzer);
        try (PinPunches _ = new PinPunches(null, new Pins(memory.journal()), faults, window)) {
            assertThat(parts(faults)).containsExactly("sensor");
        }
        assertThat(parts(memory.faults("3"))).as("nor after another restart").containsExactly("sensor");
    }

    private KeyFeed started(Faults faults, Attached.Opener<Keypad> opener) {
        KeyFeed feed = new KeyFeed(new Attached<>("keys", opener, faults), faults, heard::add);
        feed.start("keys under test");
        return feed;
    }

    private static List<String> parts(Faults faults) {
        return faults.now().stream().map(Fault::part).toList();
    }

    /** A line whose wire can come off. */
    private static final class LooseWire implements InputLine {

        private final InputLine line;
        private volatile boolean loose;

        LooseWire(InputLine line) {
            this.line = line;
        }

        @Override
        public String name() {
            return line.name();
        }

        @Override
        public boolean active() throws LinkException {
            if (loose) {
                throw new LinkException(LinkException.Kind.MISSING, name() + " is gone");
            }
            return line.active();
        }

        @Override
        public void onEdge(EdgeListener listener) {
            line.onEdge(listener);
        }

        @Override
        public void close() {
            line.close();
        }
    }
}

package io.yizhan.hub.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a PIN could be typed at a reader, by that reader's word. */
class PinPlacesTest {

    private static final String VERIFIER = "pbkdf2-sha256$1000$c2FsdA$aGFzaA";
    private static final StaffId S1 = new StaffId("s1");
    private static final DeviceId READER = new DeviceId("reader");
    private static final DeviceId COUNTER_1 = new DeviceId("counter-1");
    private static final NumberPads WITH = new NumberPads(Set.of(READER), Set.of());
    private static final NumberPads WITHOUT = new NumberPads(Set.of(), Set.of(READER));

    @TempDir
    Path folder;

    private TestHall hall;
    private Pins pins;
    private PersonFingers fingers;
    private NumberPads pads = WITH;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        pins = new Pins(new SecureRandom(), hall.ids);
        fingers = new PersonFingers(new SecureRandom(), hall.ids);
        set();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_pin_stands_at_a_reader_from_the_moment_at_which_it_took_it_and_that_is_told_once() {
        look();
        assertThat(places()).as("ordered only").isEmpty();

        Instant taken = done(READER, CommandDone.Outcome.DONE);
        hall.clock.pass(Duration.ofHours(2));
        look();
        long told = told();
        look();

        assertThat(places()).containsExactly("reader " + taken + " null");
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void a_reader_that_could_not_take_it_knows_none_and_a_counter_is_no_reader() {
        done(READER, CommandDone.Outcome.FAILED);
        done(COUNTER_1, CommandDone.Outcome.DONE);
        look();

        assertThat(places()).isEmpty();
    }

    @Test
    void a_new_pin_that_is_still_on_its_way_ends_nothing() {
        Instant taken = done(READER, CommandDone.Outcome.DONE);
        look();
        hall.clock.pass(Duration.ofDays(1));
        set();
        look();

        assertThat(places()).containsExactly("reader " + taken + " null");
    }

    @Test
    void a_reader_without_its_pad_is_opened_by_no_pin_until_it_has_one_again() {
        Instant taken = done(READER, CommandDone.Outcome.DONE);
        look();
        hall.clock.pass(Duration.ofDays(1));
        pads = WITHOUT;
        Instant away = hall.clock.now();
        look();
        assertThat(places()).containsExactly("reader " + taken + " " + away);

        hall.clock.pass(Duration.ofDays(1));
        pads = WITH;
        look();
        Instant again = done(READER, CommandDone.Outcome.DONE);
        look();

        assertThat(places()).containsExactly("reader " + taken + " " + away, "reader " + again + " null");
    }

    @Test
    void a_counter_that_is_a_reader_without_a_pad_takes_pins_and_is_opened_by_none() throws Exception {
        DeviceId both = new DeviceId("both");
        hall.decide(new DeviceAdded(
                both,
                List.of(
                        new StationConfig.Reader(new StationId("r")),
                        new StationConfig.Counter(new StationId("9"), 20)),
                null));
        pads = new NumberPads(Set.of(), Set.of(both));
        look();
        Instant taken = done(both, CommandDone.Outcome.DONE);
        look();
        assertThat(places()).isEmpty();

        pads = NumberPads.UNKNOWN; // as after a start of the hub
        look();
        assertThat(places()).as("has said nothing").isEmpty();

        hall.clock.pass(Duration.ofDays(1));
        pads = new NumberPads(Set.of(both), Set.of());
        look();
        assertThat(places()).containsExactly("both " + taken + " null");
        Instant away = hall.clock.now();
        pads = new NumberPads(Set.of(), Set.of(both));
        look();
        hall.clock.pass(Duration.ofDays(1));
        pads = new NumberPads(Set.of(both), Set.of());
        look();
        assertThat(places())
                .as("the order of before says nothing of when its pad came back")
                .containsExactly("both " + taken + " " + away, "both " + hall.clock.now() + " null");
    }

    @Test
    void a_reader_whose_clock_was_wrong_took_no_pin_before_it_was_set() throws Exception {
        Pins.Delivery order = hall.read(rows -> pins.due(rows, READER, 1)).getFirst();
        Instant set = hall.clock.now();
        hall.clock.step(Duration.ofDays(-300));
        hall.journal("reader").says(new CommandDone(order.command(), CommandDone.Outcome.DONE));
        hall.clock.step(Duration.ofDays(300));
        look();

        assertThat(places()).containsExactly("reader " + set + " null");
    }

    @Test
    void a_device_that_is_removed_is_opened_by_no_pin() throws Exception {
        Instant taken = done(READER, CommandDone.Outcome.DONE);
        look();
        hall.clock.pass(Duration.ofDays(1));
        hall.decide(new DeviceRemoved(READER, "broken"));
        look();

        assertThat(places()).containsExactly("reader " + taken + " " + hall.clock.now());
    }

    @Test
    void who_leaves_opens_nothing_from_then_on() {
        Instant taken = done(READER, CommandDone.Outcome.DONE);
        look();
        hall.clock.pass(Duration.ofDays(1));
        Instant left = hall.clock.now();
        hall.database.writeAndWait(tx -> {
            try {
                fingers.leave(tx, hall.book, S1, null, "admin");
            } catch (RuleBrokenException e) {
                throw new IllegalStateException(e);
            }
            return S1;
        });
        look();

        assertThat(places()).containsExactly("reader " + taken + " " + left);
    }

    private void set() {
        hall.database.writeAndWait(tx -> {
            hall.book.record(tx, new PinSet(S1, "admin"));
            pins.set(tx, S1, VERIFIER, hall.clock.now());
            pins.order(tx, pads, hall.clock.now());
            return S1;
        });
    }

    /** As the hub does by itself, again and again. */
    private void look() {
        hall.database.writeAndWait(tx -> {
            pins.order(tx, pads, hall.clock.now());
            PinPlaces.tell(tx, hall.book, pads, hall.clock.now());
            return S1;
        });
        assertThat(hall.<Boolean>read(rows -> PinPlaces.untold(rows, pads))).isFalse();
    }

    private Instant done(DeviceId device, CommandDone.Outcome outcome) {
        Pins.Delivery order = hall.read(rows -> pins.due(rows, device, 1)).getFirst();
        Instant now = hall.clock.now();
        hall.journal(device.text()).says(new CommandDone(order.command(), outcome));
        return now;
    }

    private long told() {
        return hall.read(rows -> rows.number("SELECT count(*) FROM entry WHERE device = 'hub'"));
    }

    private List<String> places() {
        return hall.read(rows -> rows.list(
                "SELECT device, from_ms, to_ms FROM pin_place WHERE staff = ? ORDER BY from_ms",
                row -> row.text("device") + " " + row.instant("from_ms") + " " + row.instantOrNull("to_ms"),
                S1));
    }
}

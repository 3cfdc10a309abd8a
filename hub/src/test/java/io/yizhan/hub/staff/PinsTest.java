package io.yizhan.hub.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {

    private static final String VERIFIER = "pbkdf2-sha256$600000$c2FsdHNhbHRzYWx0$dmVyaWZpZXItb2YtczE";
    private static final StaffId S1 = new StaffId("s1");
    private static final DeviceId COUNTER_1 = new DeviceId("counter-1");
    private static final DeviceId READER = new DeviceId("reader");
    private static final DeviceId KIOSK = new DeviceId("kiosk");

    @TempDir
    Path folder;

    private TestHall hall;
    private Pins pins;
    private PersonFingers fingers;
    private NumberPads pads = NumberPads.UNKNOWN;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        pins = new Pins(new SecureRandom(), hall.ids);
        fingers = new PersonFingers(new SecureRandom(), hall.ids);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_pin_is_due_at_every_counter_until_its_journal_says_that_it_is_there() {
        set(S1, VERIFIER);
        Pins.Delivery delivery = due(COUNTER_1).getFirst();
        assertThat(delivery.verifier()).isEqualTo(VERIFIER);
        assertThat(due(new DeviceId("counter-2"))).hasSize(1);
        assertThat(due(new DeviceId("kiosk"))).isEmpty();

        hall.journal("counter-1").says(new CommandDone(delivery.command(), CommandDone.Outcome.DONE));

        assertThat(due(COUNTER_1)).isEmpty();
        assertThat(due(new DeviceId("counter-2"))).hasSize(1);
    }

    @Test
    void another_devices_word_that_it_is_there_counts_for_nothing() {
        set(S1, VERIFIER);
        Pins.Delivery delivery = due(COUNTER_1).getFirst();

        hall.journal("counter-2").says(new CommandDone(delivery.command(), CommandDone.Outcome.DONE));

        assertThat(due(COUNTER_1)).hasSize(1);
    }

    @Test
    void a_new_pin_is_a_new_order_everywhere() {
        set(S1, VERIFIER);
        Pins.Delivery old = due(COUNTER_1).getFirst();
        hall.journal("counter-1").says(new CommandDone(old.command(), CommandDone.Outcome.DONE));

        set(S1, VERIFIER + "2");

        assertThat(due(COUNTER_1).getFirst().verifier()).isEqualTo(VERIFIER + "2");
        assertThat(due(COUNTER_1).getFirst().command()).isNotEqualTo(old.command());
    }

    @Test
    void a_pin_that_a_device_could_not_take_is_ordered_anew_an_hour_later_and_not_before() {
        set(S1, VERIFIER);
        hall.journal("counter-1")
                .says(new CommandDone(due(COUNTER_1).getFirst().command(), CommandDone.Outcome.FAILED));
        hall.clock.pass(Pins.AGAIN_AFTER_FAILURE);
        assertThat(lack()).isFalse();
        assertThat(due(COUNTER_1)).isEmpty();

        hall.clock.pass(Duration.ofMillis(1));
        assertThat(lack()).isTrue();
        order();

        assertThat(due(COUNTER_1)).hasSize(1);
    }

    @Test
    void a_verifier_is_readable_nowhere_in_the_database_nor_in_the_log() throws Exception {
        set(S1, VERIFIER);

        byte[] file = Files.readAllBytes(folder.resolve("hub.db"));
        byte[] wal = Files.readAllBytes(folder.resolve("hub.db-wal"));
        assertThat(new String(file, UTF_8) + new String(wal, UTF_8)).doesNotContain("dmVyaWZpZXItb2YtczE");
        assertThat(due(COUNTER_1).toString()).doesNotContain("pbkdf2");
    }

    @Test
    void destroying_the_key_erases_the_pin() {
        set(S1, VERIFIER);
        hall.database.writeAndWait(tx -> tx.update("DELETE FROM person_key WHERE staff = ?", S1));
        assertThat(due(COUNTER_1)).isEmpty();
        assertThat(hall.count("pin")).isEqualTo(1);

        hall.database.writeAndWait(tx -> {
            Pins.erase(tx, S1, hall.ids);
            return S1;
        });

        assertThat(hall.count("pin")).isZero();
    }

    @Test
    void a_sealed_pin_in_another_persons_row_does_not_open() {
        set(S1, VERIFIER);
        set(new StaffId("s2"), VERIFIER);
        hall.database.writeAndWait(tx -> tx.update(
                "UPDATE pin SET verifier = (SELECT verifier FROM pin WHERE staff = 's1') WHERE staff = 's2'"));

        assertThatThrownBy(() -> due(COUNTER_1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_pin_is_due_at_a_reader_that_has_a_number_pad_and_at_none_without() {
        set(S1, VERIFIER);
        assertThat(due(READER)).as("has said nothing").isEmpty();
        pads = new NumberPads(Set.of(), Set.of(READER));
        order();
        assertThat(due(READER)).as("has none").isEmpty();

        pads = new NumberPads(Set.of(READER, KIOSK), Set.of());
        assertThat(lack()).isTrue();
        order();

        assertThat(due(READER)).extracting(Pins.Delivery::verifier).containsExactly(VERIFIER);
        assertThat(due(KIOSK)).as("says that it is a reader with a pad").isEmpty();
        assertThat(lack()).isFalse();
    }

    @Test
    void a_reader_whose_pad_is_gone_is_told_to_forget_and_one_that_is_silent_is_not() {
        pads = new NumberPads(Set.of(READER), Set.of());
        set(S1, VERIFIER);
        hall.journal("reader").says(new CommandDone(due(READER).getFirst().command(), CommandDone.Outcome.DONE));
        pads = NumberPads.UNKNOWN;
        assertThat(lack()).isFalse();

        pads = new NumberPads(Set.of(), Set.of(READER, COUNTER_1));
        order();

        assertThat(due(READER)).extracting(Pins.Delivery::verifier).containsOnlyNulls();
        assertThat(due(READER)).hasSize(1);
        assertThat(due(COUNTER_1)).as("a counter needs no pad").hasSize(1);
        assertThat(due(COUNTER_1).getFirst().verifier()).isEqualTo(VERIFIER);
        assertThat(lack()).isFalse();

        pads = new NumberPads(Set.of(READER), Set.of());
        order();
        assertThat(due(READER)).extracting(Pins.Delivery::verifier).containsExactly(VERIFIER);
    }

    @Test
    void a_reader_that_has_a_pin_gets_the_next_one_and_forgets_it_though_it_was_not_heard_of_since_the_start() {
        pads = new NumberPads(Set.of(READER), Set.of());
        set(S1, VERIFIER);
        pads = NumberPads.UNKNOWN;

        set(S1, VERIFIER + "2");
        assertThat(due(READER)).extracting(Pins.Delivery::verifier).containsExactly(VERIFIER + "2");

        hall.database.writeAndWait(tx -> {
            Pins.erase(tx, S1, hall.ids);
            return S1;
        });
        assertThat(due(READER)).extracting(Pins.Delivery::verifier).containsOnlyNulls();
        List<DeviceId> still = hall.read(rows -> Pins.stillKnownAt(rows, S1));
        assertThat(still).contains(READER);
    }

    @Test
    void a_pin_has_a_span_that_ends_when_the_person_leaves_and_who_has_left_gets_none() throws Exception {
        hall.decide(new PinSet(S1, "admin"));
        hall.clock.pass(Duration.ofDays(1));
        hall.decide(new PinSet(S1, "admin"));
        assertThat(openSpans()).isEqualTo(1);
        assertThat(hall.count("pin_span")).isEqualTo(1);

        leave(S1);

        assertThat(openSpans()).isZero();
        assertThat(hall.count("pin_span")).isEqualTo(1);
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isFalse();
        assertThatThrownBy(() -> hall.decide(new PinSet(S1, "admin"))).isInstanceOf(RuleBrokenException.class);
    }

    @Test
    void a_pin_of_which_only_the_journal_tells_is_shown_as_lost_and_forgotten_everywhere_when_the_person_leaves()
            throws Exception {
        hall.decide(new PinSet(S1, "admin"));
        assertThat(pinOf(S1)).isEqualTo(StaffMember.Pin.LOST);

        leave(S1);

        assertThat(due(COUNTER_1)).extracting(Pins.Delivery::verifier).containsOnlyNulls();
        assertThat(due(COUNTER_1)).hasSize(1);
        assertThat(due(READER)).as("may have had a pad").hasSize(1);
        assertThat(due(KIOSK)).as("never knows one").isEmpty();
        assertThat(pinOf(S1)).isEqualTo(StaffMember.Pin.NONE);
    }

    @Test
    void of_who_had_left_before_a_restore_a_pin_is_forgotten_everywhere_once_more_and_only_once() throws Exception {
        hall.decide(new PinSet(S1, "admin"));
        hall.decide(new StaffLeft(S1, null, "admin"));
        hall.decide(new PinErased(S1, "left"));
        assertThat(openSpans()).isZero();
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isTrue();

        hall.database.writeAndWait(tx -> {
            fingers.eraseUnwanted(tx, hall.book);
            return tx;
        });

        assertThat(due(COUNTER_1)).extracting(Pins.Delivery::verifier).containsOnlyNulls();
        assertThat(due(READER)).hasSize(1);
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isFalse();
    }

    @Test
    void who_leaves_while_a_device_is_out_of_the_hall_is_forgotten_there_if_it_comes_again() {
        set(S1, VERIFIER);
        set(new StaffId("s2"), VERIFIER);
        hall.database.writeAndWait(tx -> {
            Pins.forget(tx, COUNTER_1);
            return COUNTER_1;
        });
        leave(S1);

        order();

        assertThat(due(COUNTER_1))
                .extracting(Pins.Delivery::staff, Pins.Delivery::verifier)
                .containsExactly(tuple(S1, null), tuple(new StaffId("s2"), VERIFIER));
    }

    @Test
    void a_pin_set_anew_is_lost_no_longer_and_who_leaves_without_one_is_forgotten_nowhere() throws Exception {
        hall.decide(new PinSet(S1, "admin"));
        set(S1, VERIFIER);
        assertThat(pinOf(S1)).isEqualTo(StaffMember.Pin.KEPT);
        leave(S1);
        assertThat(due(READER)).as("it was never brought there").isEmpty();

        leave(new StaffId("s2"));

        assertThat(due(COUNTER_1)).extracting(Pins.Delivery::staff).containsExactly(S1);
    }

    @Test
    void a_span_that_somebodys_leaving_left_open_is_ended_once_the_hub_looks() throws Exception {
        hall.decide(new PinSet(S1, "admin"));
        hall.decide(new StaffLeft(S1, null, "admin"));
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isTrue();

        hall.database.writeAndWait(tx -> {
            fingers.eraseUnwanted(tx, hall.book);
            return tx;
        });

        assertThat(openSpans()).isZero();
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isFalse();
    }

    private StaffMember.Pin pinOf(StaffId staff) {
        return hall.read(rows -> People.find(rows, staff)).orElseThrow().pin();
    }

    private void leave(StaffId staff) {
        hall.database.writeAndWait(tx -> {
            try {
                fingers.leave(tx, hall.book, staff, null, "admin");
            } catch (RuleBrokenException e) {
                throw new IllegalStateException(e);
            }
            return staff;
        });
    }

    private long openSpans() {
        return hall.read(rows -> rows.number("SELECT count(*) FROM pin_span WHERE to_ms IS NULL"));
    }

    private void set(StaffId staff, String verifier) {
        hall.database.writeAndWait(tx -> {
            pins.set(tx, staff, verifier, hall.clock.now());
            pins.order(tx, pads, hall.clock.now());
            return staff;
        });
    }

    private boolean lack() {
        return hall.read(rows -> pins.ordersLack(rows, pads, hall.clock.now()));
    }

    private void order() {
        hall.database.writeAndWait(tx -> {
            pins.order(tx, pads, hall.clock.now());
            return tx;
        });
    }

    private List<Pins.Delivery> due(DeviceId device) {
        return hall.read(rows -> pins.due(rows, device, 10));
    }
}

package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.devices.SensorSizes;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.PinPlaces;
import io.yizhan.hub.staff.PinSet;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.Templates;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader leaves the hall: what it has told stays, and what was only on its way to it ends. */
class DeviceRemovalTest {

    private static final DeviceId READER = new DeviceId("reader");
    private static final DeviceRemoval.End GOES = new DeviceRemoval.Out(false);
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");
    private static final NumberPads WITH_PAD = new NumberPads(Set.of(READER), Set.of());

    @TempDir
    Path folder;

    private final Presence presence = new Presence();
    private TestHall hall;
    private DeviceRemoval removal;
    private Pins pins;
    private Templates templates;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new ConsentGiven(S1, "file 12"));
        hall.decide(new ConsentGiven(S2, "file 13"));
        removal = new DeviceRemoval(hall.book, presence, hall.time);
        pins = new Pins(new SecureRandom(), hall.ids);
        templates = new Templates(new SecureRandom(), hall.ids);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void it_is_among_the_devices_no_more_and_its_punches_stay() {
        hall.journal("reader").says(new Punch(Punch.Method.PIN, S1, null, null, null));

        assertThat(removal.remove(READER, "sold", false)).isEqualTo(GOES);

        assertThat(hall.read(Devices::all)).extracting(HallDevice::device).doesNotContain(READER);
        assertThat(hall.count("punch")).isEqualTo(1);
        assertThat(hall.journal("reader")
                        .says(new Punch(Punch.Method.PIN, S2, null, null, null))
                        .fate())
                .as("what is in its book counts, also after a rebuild")
                .isEqualTo(Fate.FOLDED);
    }

    @Test
    void a_finger_that_stands_there_stays_on_record_and_its_template_goes_to_the_next_reader() throws Exception {
        Enrolment standing = want(S1);
        hall.journal("reader").says(new FingerEnrolled(standing.enrolment(), standing.position()));
        hall.database.writeAndWait(tx -> templates.keep(tx, standing, "c2VjcmV0", hall.clock.now()));

        removal.remove(READER, "sold", false);

        assertThat(now(standing).stage()).isEqualTo(Enrolment.Stage.CONFIRMED);
        hall.decide(new DeviceAdded(new DeviceId("west"), List.of(new StationConfig.Reader(new StationId("r"))), null));
        assertThat(hall.read(Templates::gaps))
                .containsExactly(new Templates.Gap(standing.enrolment(), S1, new DeviceId("west")));
    }

    @Test
    void an_enrolment_that_was_only_wanted_there_is_wanted_no_more() throws Exception {
        Enrolment led = want(S2);

        removal.remove(READER, "sold", false);

        assertThat(now(led).withdrawn()).isNotNull();
    }

    @Test
    void no_pin_is_on_its_way_there_and_one_that_stood_there_ends_with_it() throws Exception {
        hall.decide(new PinSet(S1, "admin"));
        hall.decide(new PinSet(S2, "admin"));
        hall.database.writeAndWait(tx -> {
            pins.set(tx, S1, "pbkdf2-sha256$1000$c2FsdA$aGFzaA", hall.clock.now());
            pins.set(tx, S2, "pbkdf2-sha256$1000$c2FsdA$aGFzaA", hall.clock.now());
            pins.order(tx, WITH_PAD, hall.clock.now());
            return tx;
        });
        List<Pins.Delivery> due = hall.read(rows -> pins.due(rows, READER, 100));
        assertThat(due).hasSize(2);
        hall.journal("reader").says(new CommandDone(due.getFirst().command(), CommandDone.Outcome.DONE));
        hall.database.writeAndWait(tx -> {
            PinPlaces.tell(tx, hall.book, WITH_PAD, hall.clock.now());
            return tx;
        });
        Instant gone = hall.clock.now();

        removal.remove(READER, "sold", false);

        List<Pins.Delivery> left = hall.read(rows -> pins.due(rows, READER, 100));
        assertThat(left)
                .as("is forgotten if it ever comes again")
                .hasSize(2)
                .allSatisfy(order -> assertThat(order.verifier()).isNull());
        List<String> places = hall.read(rows -> rows.list(
                "SELECT staff, to_ms FROM pin_place", row -> row.text("staff") + " " + row.instantOrNull("to_ms")));
        assertThat(places).containsExactly(due.getFirst().staff() + " " + gone);
    }

    @Test
    void what_never_was_in_the_hall_cannot_leave_it() {
        assertThat(removal.remove(new DeviceId("stranger"), "sold", false))
                .isInstanceOfSatisfying(
                        DeviceRemoval.Stays.class,
                        stays -> assertThat(stays.why()).contains("stranger is not in the hall"));
    }

    @Test
    void who_asks_once_more_hears_that_it_is_out_and_nothing_is_recorded_again() {
        removal.remove(READER, "sold", false);
        long entries = hall.count("entry");

        assertThat(removal.remove(READER, "lost", false)).isEqualTo(new DeviceRemoval.Out(true));

        assertThat(hall.count("entry")).isEqualTo(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void with_one_sign_or_two_hundred_it_goes(int signs) {
        assertThat(removal.remove(READER, "x".repeat(signs), false)).isEqualTo(GOES);
        assertThat(hall.read(Devices::all)).extracting(HallDevice::device).doesNotContain(READER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void without_a_reason_and_with_one_too_many_signs_it_stays(int signs) {
        assertThat(removal.remove(READER, "x".repeat(signs), false))
                .isInstanceOfSatisfying(
                        DeviceRemoval.Stays.class,
                        stays -> assertThat(stays.why()).contains("1 to 200 characters"));
        assertThat(hall.read(Devices::all)).extracting(HallDevice::device).contains(READER);
    }

    @Test
    void while_it_has_told_of_entries_that_are_not_in_the_book_it_goes_only_anyway() {
        TestHall.Journal journal = hall.journal("reader");
        journal.says(new Punch(Punch.Method.PIN, S1, null, null, null));
        status(journal, 1, 4);

        assertThat(removal.remove(READER, "sold", false))
                .isInstanceOfSatisfying(
                        DeviceRemoval.Stays.class,
                        stays -> assertThat(stays.why())
                                .contains(
                                        "has not got 3 of the entries of device reader",
                                        "the same two numbers",
                                        "--anyway"));
        assertThat(hall.read(Devices::all)).extracting(HallDevice::device).contains(READER);

        assertThat(removal.remove(READER, "burnt", true)).isEqualTo(GOES);
        assertThat(hall.read(Devices::all)).extracting(HallDevice::device).doesNotContain(READER);
    }

    @Test
    void one_whose_entries_are_all_in_the_book_goes_and_what_it_holds_no_longer_does_not_count() {
        TestHall.Journal journal = hall.journal("reader");
        status(journal, 3, 2);
        journal.says(new Punch(Punch.Method.PIN, S1, null, null, null));
        assertThat(removal.remove(READER, "sold", false)).isEqualTo(GOES);
    }

    @Test
    void a_hub_that_heard_nothing_of_it_since_its_start_knows_what_its_newest_batch_said() throws Exception {
        TestHall.Journal journal = hall.journal("reader");
        journal.says(new Punch(Punch.Method.PIN, S1, null, null, null));
        hall.database.writeAndWait(tx -> tx.update("UPDATE journal SET last = 2 WHERE device = ?", READER));

        assertThat(removal.remove(READER, "sold", false))
                .isInstanceOfSatisfying(
                        DeviceRemoval.Stays.class,
                        stays -> assertThat(stays.why()).contains("has not got 1 of the entries"));
    }

    private void status(TestHall.Journal journal, long oldest, long last) {
        presence.heard(
                READER,
                new DeviceStatus(
                        true,
                        new ConnectionId("00000000-0000-4000-8000-0000000000c1"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new DeviceStatus.JournalStatus(journal.id, oldest, last, 0),
                        null),
                TrueTime.exactly(hall.clock.now()));
    }

    private Enrolment want(StaffId staff) {
        return hall.database.writeAndWait(tx -> {
            try {
                EnrolmentId fresh = new EnrolmentId(hall.ids.get().toString());
                return Enrolments.want(tx, hall.book, SensorSizes.UNKNOWN, fresh, staff, READER, null);
            } catch (RuleBrokenException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Enrolment now(Enrolment then) {
        return hall.read(rows -> Enrolments.find(rows, then.enrolment())).orElseThrow();
    }
}

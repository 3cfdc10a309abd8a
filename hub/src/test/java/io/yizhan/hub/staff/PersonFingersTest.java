package io.yizhan.hub.staff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.devices.SensorSizes;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonFingersTest {

    private static final DeviceId READER = new DeviceId("reader");
    private static final StaffId S1 = new StaffId("s1");
    private static final String TEMPLATE =
            Base64.getEncoder().encodeToString("ridges and valleys of s1".getBytes(ISO_8859_1));

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private TestHall hall;
    private Templates templates;
    private PersonFingers fingers;
    private Pins pins;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new ConsentGiven(S1, "file 12"));
        templates = new Templates(random, hall.ids);
        fingers = new PersonFingers(random, hall.ids);
        pins = new Pins(random, hall.ids);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_template_is_readable_nowhere_in_the_database() throws Exception {
        kept();

        for (String file : List.of("hub.db", "hub.db-wal")) {
            String bytes = Files.readString(folder.resolve(file), ISO_8859_1);
            assertThat(bytes).doesNotContain(TEMPLATE).doesNotContain("ridges and valleys");
        }
        assertThat(delivery().toString()).doesNotContain(TEMPLATE);
    }

    @Test
    void who_leaves_leaves_no_key_in_the_file_and_nothing_that_opens() throws Exception {
        kept();
        byte[] key = key();

        attempt(() -> hall.database.writeAndWait(tx -> {
            attempt(() -> fingers.leave(tx, hall.book, S1, null, "admin"));
            return S1;
        }));

        assertThat(hall.count("person_key") + hall.count("template")).isZero();
        assertThat(hall.read(rows -> People.find(rows, S1)).orElseThrow().isHere())
                .isFalse();
        hall.close(); // takes what is left in the log into the file
        assertThat(contains(Files.readAllBytes(folder.resolve("hub.db")), key)).isFalse();
        hall = new TestHall(folder);
    }

    @Test
    void who_withdraws_the_consent_keeps_the_pin_under_another_key() throws Exception {
        pinIs("1234-verifier");
        kept();
        byte[] key = key();

        hall.database.writeAndWait(tx -> {
            attempt(() -> fingers.withdrawConsent(tx, hall.book, S1, "admin"));
            return S1;
        });

        assertThat(hall.count("template")).isZero();
        assertThat(key()).isNotEqualTo(key);
        List<Pins.Delivery> due = hall.read(rows -> pins.due(rows, new DeviceId("counter-1"), 9));
        assertThat(due).singleElement().extracting(Pins.Delivery::verifier).isEqualTo("1234-verifier");
        assertThat(hall.read(rows -> People.find(rows, S1)).orElseThrow().consented())
                .isNull();
        assertThatThrownBy(() -> hall.decide(new ConsentWithdrawn(S1, "admin")))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("no consent of s1");
    }

    @Test
    void one_finger_goes_and_the_other_stays_under_another_key() {
        Enrolment first = kept();
        Enrolment second = kept();
        byte[] key = key();

        hall.database.writeAndWait(tx -> {
            attempt(() ->
                    fingers.withdraw(tx, hall.book, PersonFingers.of(tx, S1).getFirst(), "removed"));
            return S1;
        });

        assertThat(key()).isNotEqualTo(key);
        List<EnrolmentId> kept = hall.read(rows -> Templates.kept(rows, S1));
        assertThat(kept).containsExactly(second.finger());
        hall.clock.pass(Duration.ofSeconds(1));
        hall.journal("reader").says(new FingerDeleted(second.enrolment(), second.position()));
        order();
        assertThat(delivery().template()).isEqualTo(TEMPLATE);
        assertThat(now(first).stage()).isEqualTo(Enrolment.Stage.DELETING);
    }

    @Test
    void a_backup_that_brings_back_what_was_erased_does_so_until_the_hub_looks() {
        Enrolment enrolment = kept();
        attempt(() -> hall.decide(new EnrolmentWithdrawn(enrolment.enrolment(), "left")));
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isTrue();

        hall.database.writeAndWait(tx -> {
            fingers.eraseUnwanted(tx, hall.book);
            return tx;
        });

        assertThat(hall.count("template")).isZero();
        assertThat(hall.read(PersonFingers::unwantedIsHere)).isFalse();
    }

    @Test
    void a_withdrawn_enrolment_that_never_stood_is_gone_once_its_reader_has_had_its_time() throws Exception {
        Enrolment wanted = wanted();
        hall.decide(new EnrolmentWithdrawn(wanted.enrolment(), "cancelled"));
        TestHall.Journal reader = hall.journal("reader");
        reader.says(new FingerEnrolled(new EnrolmentId(hall.ids.get().toString()), 140));
        assertThat(now(wanted).stage()).isEqualTo(Enrolment.Stage.DELETING);

        isCompleteUntil(reader, Duration.ofMinutes(9));
        assertThat(now(wanted).stage()).isEqualTo(Enrolment.Stage.DELETING);
        isCompleteUntil(reader, Duration.ofMinutes(11));

        assertThat(now(wanted).stage()).isEqualTo(Enrolment.Stage.GONE);
    }

    @Test
    void a_copy_of_another_persons_finger_or_at_its_own_reader_is_none() {
        Enrolment first = wanted();
        attempt(() -> hall.decide(new ConsentGiven(new StaffId("s2"), "file 13")));

        assertThatThrownBy(() -> hall.decide(new EnrolmentWanted(
                        new EnrolmentId(hall.ids.get().toString()), S1, READER, 9, first.enrolment())))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("at another reader");
        assertThatThrownBy(() -> hall.decide(new EnrolmentWanted(
                        new EnrolmentId(hall.ids.get().toString()), new StaffId("s2"), READER, 9, first.enrolment())))
                .isInstanceOf(RuleBrokenException.class);
    }

    @Test
    void who_has_left_is_nobody_whose_finger_could_be_wanted() throws Exception {
        hall.decide(new StaffLeft(S1, null, "admin"));

        assertThatThrownBy(() -> hall.decide(new ConsentGiven(S1, "file 14"))).isInstanceOf(RuleBrokenException.class);
        assertThatThrownBy(() -> hall.decide(new StaffLeft(S1, null, "admin"))).isInstanceOf(RuleBrokenException.class);
        assertThat(hall.read(People::here)).extracting(StaffMember::staff).doesNotContain(S1);
        assertThat(hall.read(People::all)).extracting(StaffMember::staff).contains(S1);
    }

    private void isCompleteUntil(TestHall.Journal journal, Duration after) {
        hall.database.writeAndWait(tx -> tx.update(
                "UPDATE journal SET complete_ms = ? WHERE device = ? AND journal = ?",
                hall.clock.now().plus(after),
                journal.device,
                journal.id));
    }

    /** One that its reader has, and whose template is here. */
    private Enrolment kept() {
        Enrolment enrolment = wanted();
        hall.journal("reader").says(new FingerEnrolled(enrolment.enrolment(), enrolment.position()));
        hall.database.writeAndWait(tx -> templates.keep(tx, enrolment, TEMPLATE, hall.clock.now()));
        return enrolment;
    }

    private Enrolment wanted() {
        EnrolmentId id = new EnrolmentId(hall.ids.get().toString());
        hall.database.writeAndWait(tx -> {
            attempt(() -> Enrolments.want(tx, hall.book, SensorSizes.UNKNOWN, id, S1, READER, null));
            return id;
        });
        return hall.read(rows -> Enrolments.find(rows, id)).orElseThrow();
    }

    private Enrolment now(Enrolment enrolment) {
        return hall.read(rows -> Enrolments.find(rows, enrolment.enrolment())).orElseThrow();
    }

    private void pinIs(String verifier) {
        hall.database.writeAndWait(tx -> {
            pins.set(tx, S1, verifier, hall.clock.now());
            pins.order(tx, NumberPads.UNKNOWN, hall.clock.now());
            return S1;
        });
    }

    private void order() {
        hall.database.writeAndWait(tx -> {
            templates.order(tx, hall.clock.now());
            return tx;
        });
    }

    /** The only one that is due at the reader, which has lost it. */
    private Templates.Delivery delivery() {
        if (hall.read(rows -> templates.due(rows, READER, 9)).isEmpty()) {
            hall.clock.pass(Duration.ofSeconds(1));
            Enrolment last = hall.read(Enrolments::all).getFirst();
            hall.journal("reader").says(new FingerDeleted(last.enrolment(), last.position()));
            order();
        }
        return hall.read(rows -> templates.due(rows, READER, 9)).getFirst();
    }

    private byte[] key() {
        return hall.read(rows ->
                        rows.one("SELECT sealer FROM person_key WHERE staff = 's1'", row -> row.bytes("sealer")))
                .orElseThrow();
    }

    private static boolean contains(byte[] file, byte[] part) {
        for (int i = 0; i + part.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

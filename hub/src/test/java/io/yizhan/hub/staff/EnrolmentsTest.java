package io.yizhan.hub.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.SensorSizes;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentsTest {

    private static final DeviceId READER = new DeviceId("reader");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal reader;
    private SensorSizes sizes = SensorSizes.UNKNOWN;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new ConsentGiven(S1, "file 12"));
        hall.decide(new ConsentGiven(S2, "file 13"));
        reader = hall.journal("reader");
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void fingers_get_the_lowest_free_positions_and_are_confirmed_by_the_reader() throws Exception {
        Enrolment first = want(S1, READER);
        Enrolment second = want(S2, READER);
        assertThat(first.position()).isZero();
        assertThat(second.position()).isEqualTo(1);
        assertThat(first.stage()).isEqualTo(Enrolment.Stage.WANTED);

        reader.says(new FingerEnrolled(first.enrolment(), 0));

        assertThat(now(first).stage()).isEqualTo(Enrolment.Stage.CONFIRMED);
        assertThat(now(second).stage()).isEqualTo(Enrolment.Stage.WANTED);
    }

    @Test
    void a_position_is_nobody_elses_before_its_reader_has_said_that_it_is_empty() throws Exception {
        Enrolment left = want(S1, READER);
        reader.says(new FingerEnrolled(left.enrolment(), 0));
        hall.decide(new EnrolmentWithdrawn(left.enrolment(), "left"));
        assertThat(now(left).stage()).isEqualTo(Enrolment.Stage.DELETING);

        Enrolment meanwhile = want(S2, READER);
        assertThat(meanwhile.position()).isEqualTo(1);
        reader.says(new FingerDeleted(left.enrolment(), 0));

        assertThat(now(left).stage()).isEqualTo(Enrolment.Stage.GONE);
        assertThat(want(S2, READER).position()).isZero();
    }

    @Test
    void a_finger_that_the_sensor_lost_is_wanted_again() throws Exception {
        Enrolment enrolment = want(S1, READER);
        reader.says(new FingerEnrolled(enrolment.enrolment(), 0));
        hall.clock.pass(Duration.ofSeconds(1));
        reader.says(new FingerDeleted(enrolment.enrolment(), 0));

        assertThat(now(enrolment).stage()).isEqualTo(Enrolment.Stage.WANTED);
    }

    @Test
    void without_a_consent_on_record_no_finger_is_wanted() {
        assertThatThrownBy(() -> want(new StaffId("s3"), READER))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("no consent of s3");
        assertThat(hall.read(Enrolments::all)).isEmpty();
    }

    @Test
    void a_device_without_a_reader_takes_no_finger() {
        assertThatThrownBy(() -> want(S1, new DeviceId("kiosk")))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("has no reader");
    }

    @Test
    void a_reader_is_full_when_as_many_are_wanted_as_its_sensor_holds_and_says_so() throws Exception {
        sizes = new SensorSizes(Map.of(READER, 3));
        want(S1, READER);
        want(S1, READER);
        assertThat(want(S1, READER).position()).isEqualTo(2);

        assertThatThrownBy(() -> want(S1, READER))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("is full: all 3 positions are taken");
        sizes = new SensorSizes(Map.of(READER, 4));
        assertThat(want(S1, READER).position()).as("a larger one").isEqualTo(3);
    }

    @Test
    void a_reader_that_has_not_said_how_many_it_holds_is_given_what_the_usual_one_does() throws Exception {
        for (int i = 0; i < SensorSizes.UNSAID; i++) {
            want(S1, READER);
        }

        assertThatThrownBy(() -> want(S1, READER))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("is full");
    }

    @Test
    void a_position_that_is_wanted_cannot_be_wanted_for_another() throws Exception {
        want(S1, READER);

        assertThatThrownBy(() -> hall.decide(
                        new EnrolmentWanted(new EnrolmentId(hall.ids.get().toString()), S2, READER, 0, null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("another finger's");
    }

    @Test
    void what_was_withdrawn_cannot_be_withdrawn_again() throws Exception {
        Enrolment enrolment = want(S1, READER);
        hall.decide(new EnrolmentWithdrawn(enrolment.enrolment(), "left"));

        assertThatThrownBy(() -> hall.decide(new EnrolmentWithdrawn(enrolment.enrolment(), "left")))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("is not wanted");
    }

    @Test
    void numbers_and_agencies_are_added_once_and_in_order() {
        assertThatThrownBy(() -> hall.decide(new StaffAdded(S1, "再来", new AgencyId("police"), null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("is taken");
        assertThatThrownBy(() -> hall.decide(new StaffAdded(new StaffId("s9"), "无门", new AgencyId("nowhere"), null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("add the agency first");
        assertThatThrownBy(() -> hall.decide(new AgencyAdded(new AgencyId("police"), "公安局", null)))
                .isInstanceOf(RuleBrokenException.class);
        assertThatThrownBy(() -> hall.decide(new ConsentGiven(new StaffId("s9"), "file 1")))
                .isInstanceOf(RuleBrokenException.class);
    }

    private Enrolment want(StaffId staff, DeviceId device) throws RuleBrokenException {
        EnrolmentId id = new EnrolmentId(hall.ids.get().toString());
        try {
            return hall.database
                    .write(tx -> {
                        try {
                            return Enrolments.want(tx, hall.book, sizes, id, staff, device, null);
                        } catch (RuleBrokenException e) {
                            throw new CompletionException(e);
                        }
                    })
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuleBrokenException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private Enrolment now(Enrolment enrolment) {
        return hall.read(rows -> Enrolments.find(rows, enrolment.enrolment())).orElseThrow();
    }
}

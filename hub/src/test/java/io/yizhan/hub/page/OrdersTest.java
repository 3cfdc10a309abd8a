package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pressed on the page and asked by programs, as the orders that leave for the terminals. */
class OrdersTest {

    private static final StaffId BEN = new StaffId("s0102");
    private static final DeviceId READER = new DeviceId("reader-1");
    private static final StaffId ANNA = new StaffId("s0101");

    @TempDir
    Path folder;

    private PaperHall hall;
    private CounterKeys keys;

    @BeforeEach
    void open() {
        hall = PaperHall.notServing(folder.resolve("hub.db"));
        new Morning(hall).prepare();
        hall.decide(new ConsentGiven(ANNA, "file 7"));
        keys = new OrderedKeys(hall.database, hall.presence, hall.commands);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void an_enrolment_is_wanted_on_record_and_ordered_from_its_reader() throws Exception {
        var begun = (EnrolmentDesk.Start.Begun) start(ANNA);

        Enrol order = (Enrol) only();
        assertThat(order.enrolment()).isEqualTo(begun.enrolment());
        assertThat(order.staff()).isEqualTo(ANNA);
        assertThat(hall.enrolments.progress(begun.enrolment()).orElseThrow().step())
                .isNull();

        reply(order, Reply.Step.TOUCH_1, null);
        assertThat(hall.enrolments.progress(begun.enrolment()).orElseThrow().step())
                .isEqualTo(Reply.Step.TOUCH_1);
        assertThat(hall.enrolments.isLed(begun.enrolment())).isTrue();
    }

    @Test
    void a_second_try_takes_no_second_place_in_the_reader() throws Exception {
        EnrolmentDesk.Start first = start(ANNA);
        reply((Enrol) only(), Reply.Step.FAILED, "nobody-came");

        assertThat(start(ANNA)).isEqualTo(first);
        assertThat(hall.sent).hasSize(2);
    }

    @Test
    void while_somebody_is_led_neither_they_nor_their_reader_are_there_for_another_enrolment() {
        hall.decide(new ConsentGiven(BEN, "file 8"));
        start(ANNA);

        assertThat(why(start(ANNA))).isEqualTo(EnrolmentDesk.Why.PERSON_BUSY);
        assertThat(why(start(BEN))).isEqualTo(EnrolmentDesk.Why.READER_BUSY);
        assertThat(hall.sent).hasSize(1);
    }

    @Test
    void a_reader_that_says_nothing_more_is_free_again_after_90_s() {
        hall.decide(new ConsentGiven(BEN, "file 8"));
        start(ANNA);
        hall.clock.pass(Duration.ofSeconds(90).minusMillis(1));
        assertThat(why(start(BEN))).isEqualTo(EnrolmentDesk.Why.READER_BUSY);

        hall.clock.pass(Duration.ofMillis(1));

        assertThat(start(BEN)).isInstanceOf(EnrolmentDesk.Start.Begun.class);
    }

    @Test
    void two_fingers_of_a_person_are_enrolled_and_no_third() throws Exception {
        for (int finger = 1; finger <= 2; finger++) {
            assertThat(start(ANNA)).isInstanceOf(EnrolmentDesk.Start.Begun.class);
            Enrol order = (Enrol) Json.read(hall.sent.getLast().payload(), Command.class);
            reply(order, Reply.Step.DONE, null);
            hall.tell("reader-1", PaperHall.NOW, new FingerEnrolled(order.enrolment(), order.position()));
        }

        assertThat(why(start(ANNA))).isEqualTo(EnrolmentDesk.Why.TWO_FINGERS);
        assertThat(hall.sent).hasSize(2);
    }

    @Test
    void without_a_consent_nobody_is_enrolled() {
        assertThat(why(start(BEN))).isEqualTo(EnrolmentDesk.Why.NO_CONSENT);
        assertThat(why(start(new StaffId("s9999")))).isEqualTo(EnrolmentDesk.Why.NOBODY);
        assertThat(hall.sent).isEmpty();
    }

    @Test
    void a_reader_that_is_away_is_asked_for_nothing() {
        hall.offline("reader-1");

        assertThat(why(start(ANNA))).isEqualTo(EnrolmentDesk.Why.READER_AWAY);
        assertThat(why(hall.enrolments.start(ANNA, new DeviceId("kiosk-1"), null)))
                .isEqualTo(EnrolmentDesk.Why.NO_READER);
        assertThat(hall.sent).isEmpty();
    }

    @Test
    void what_is_given_up_is_withdrawn_and_what_stands_is_not() throws Exception {
        var begun = (EnrolmentDesk.Start.Begun) start(ANNA);

        assertThat(hall.enrolments.cancel(begun.enrolment())).isTrue();
        assertThat(hall.enrolments.cancel(begun.enrolment())).isFalse();

        reply((Enrol) only(), Reply.Step.FAILED, "withdrawn");
        var second = (EnrolmentDesk.Start.Begun) start(ANNA);
        assertThat(second.enrolment()).isNotEqualTo(begun.enrolment());
        hall.tell("reader-1", PaperHall.NOW, new FingerEnrolled(second.enrolment(), 1));
        assertThat(hall.enrolments.cancel(second.enrolment())).isFalse();
    }

    private EnrolmentDesk.Start start(StaffId staff) {
        return hall.enrolments.start(staff, READER, null);
    }

    private static EnrolmentDesk.Why why(EnrolmentDesk.Start start) {
        return ((EnrolmentDesk.Start.Refused) start).why();
    }

    private void reply(Enrol order, Reply.Step step, @Nullable String code) {
        hall.commands.replied(READER, Json.write(new Reply(order.command(), step, code, null)));
    }

    @Test
    void a_key_of_a_counter_leaves_for_the_device_that_has_it() throws Exception {
        assertThat(keys.press(new CounterId("2"), Counter.Action.NEXT, ANNA)).isEqualTo(CounterKeys.Pressed.SENT);

        Counter order = (Counter) only();
        assertThat(order.counter()).isEqualTo(new CounterId("2"));
        assertThat(order.action()).isEqualTo(Counter.Action.NEXT);
        assertThat(hall.sent.getFirst().topic()).endsWith("counters/down/command");
    }

    @Test
    void a_key_for_nobody_or_for_one_who_is_away_stays_here() {
        assertThat(keys.press(new CounterId("77"), Counter.Action.NEXT, ANNA)).isEqualTo(CounterKeys.Pressed.UNKNOWN);
        hall.offline("counters");
        assertThat(keys.press(new CounterId("2"), Counter.Action.NEXT, ANNA)).isEqualTo(CounterKeys.Pressed.AWAY);
        assertThat(hall.sent).isEmpty();
    }

    private Command only() throws Exception {
        assertThat(hall.sent).hasSize(1);
        return Json.read(hall.sent.getFirst().payload(), Command.class);
    }
}

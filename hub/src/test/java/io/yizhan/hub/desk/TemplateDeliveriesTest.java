package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Templates;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateDeliveriesTest extends DeliveryRounds {

    @Test
    void a_template_is_brought_to_every_other_reader_until_its_journal_says_that_it_is_there() throws Exception {
        comes(WEST);
        EnrolmentId finger = enrolledAtEast();

        PutTemplate order = put(WEST, 0);
        Enrolment copy = at(WEST);
        assertThat(order.template()).isEqualTo(TEMPLATE);
        assertThat(order.enrolment()).isEqualTo(copy.enrolment());
        assertThat(order.position()).isEqualTo(copy.position());
        assertThat(copy.finger()).isEqualTo(finger);

        hall.journal("west").says(new FingerEnrolled(copy.enrolment(), copy.position()));

        await().untilAsserted(() -> assertThat(dueAt(WEST)).isEmpty());
        assertThat(puts(EAST)).as("where it was laid down").isEmpty();
    }

    @Test
    void what_was_due_when_the_hub_ended_is_brought_after_its_next_start() throws Exception {
        enrolledAtEast();
        await().untilAsserted(() -> assertThat(dueAt(WEST)).hasSize(1));
        desk.close();
        deliveries.close();

        startHub();
        comes(WEST);

        assertThat(put(WEST, 0).template()).isEqualTo(TEMPLATE);
    }

    @Test
    void a_reader_that_comes_later_gets_everybodys() throws Exception {
        comes(WEST);
        enrolledAtEast();
        addReader("north");

        comes(new DeviceId("north"));

        assertThat(put(new DeviceId("north"), 0).template()).isEqualTo(TEMPLATE);
    }

    @Test
    void a_reader_that_comes_under_the_name_of_one_that_left_gets_everybodys_anew() throws Exception {
        comes(WEST);
        enrolledAtEast();
        PutTemplate first = put(WEST, 0);
        hall.clock.pass(Duration.ofMinutes(1));
        hall.journal("west").says(new FingerEnrolled(first.enrolment(), first.position()));
        await().untilAsserted(() -> assertThat(dueAt(WEST)).isEmpty());
        hall.clock.pass(Duration.ofMinutes(1));
        hall.decide(new DeviceRemoved(WEST, "its card is dead"));
        assertThat(at(WEST).word()).as("its sensor is to be wiped").isEqualTo(Enrolment.Word.ENROLLED);
        hall.clock.pass(Duration.ofMinutes(1));

        addReader("west");

        await().until(() -> !puts(WEST).getLast().command().equals(first.command()));
        PutTemplate again = puts(WEST).getLast();
        assertThat(again.enrolment()).isEqualTo(first.enrolment());
        hall.clock.pass(Duration.ofMinutes(1));
        hall.journal("west").says(new FingerEnrolled(again.enrolment(), again.position()));
        await().untilAsserted(() -> assertThat(dueAt(WEST)).isEmpty());
        assertThat(at(WEST).word()).isEqualTo(Enrolment.Word.ENROLLED);
    }

    @Test
    void a_sensor_that_lost_its_library_gets_it_again_where_it_was_laid_down_too() throws Exception {
        comes(WEST);
        EnrolmentId finger = enrolledAtEast();
        Enrolment copy = at(WEST);
        TestHall.Journal west = hall.journal("west");
        west.says(new FingerEnrolled(copy.enrolment(), copy.position()));
        await().untilAsserted(() -> assertThat(dueAt(WEST)).isEmpty());
        hall.clock.pass(Duration.ofSeconds(1));

        west.says(new FingerDeleted(copy.enrolment(), copy.position()));
        hall.journal("reader").says(new FingerDeleted(finger, 0));

        assertThat(put(WEST, 1).command()).isNotEqualTo(put(WEST, 0).command());
        assertThat(put(EAST, 0).enrolment()).isEqualTo(finger);
    }

    @Test
    void a_sensor_of_another_kind_is_not_asked_again_for_an_hour_and_one_that_failed_for_a_minute() throws Exception {
        comes(WEST);
        enrolledAtEast();
        fails(put(WEST, 0), Templates.MISFIT);
        await().untilAsserted(() -> assertThat(failure()).isEqualTo(Templates.MISFIT));
        hall.clock.pass(Duration.ofMinutes(2));
        deliveries.changed();
        await().during(Duration.ofMillis(300)).until(() -> puts(WEST).size() == 1);

        hall.clock.pass(Duration.ofMinutes(59));
        deliveries.changed();
        fails(put(WEST, 1), "sensor");
        await().untilAsserted(() -> assertThat(failure()).isEqualTo("sensor"));
        hall.clock.pass(Duration.ofSeconds(61));
        deliveries.changed();

        assertThat(put(WEST, 2).template()).isEqualTo(TEMPLATE);
    }

    @Test
    void only_so_many_templates_are_on_their_way_to_one_reader() throws Exception {
        for (String staff : List.of("s1", "s2", "s3")) {
            hall.decide(new ConsentGiven(new StaffId(staff), "file"));
            enrolledAtEast(new StaffId(staff));
            enrolledAtEast(new StaffId(staff));
        }

        comes(WEST);

        await().until(() -> puts(WEST).size() == Deliveries.TEMPLATES_UNDER_WAY_MAX);
        PutTemplate first = put(WEST, 0);
        hall.journal("west").says(new FingerEnrolled(first.enrolment(), first.position()));
        await().until(() -> puts(WEST).size() == Deliveries.TEMPLATES_UNDER_WAY_MAX + 1);
    }

    @Test
    void a_template_that_comes_after_the_finger_was_withdrawn_is_not_kept() throws Exception {
        comes(EAST);
        var begun = (EnrolmentDesk.Start.Begun) desk.start(S1, EAST, null);
        Enrol order = (Enrol) orders(EAST).getFirst();
        desk.cancel(begun.enrolment());

        commands.replied(EAST, Json.write(new Reply(order.command(), Reply.Step.DONE, null, TEMPLATE)));
        enrolledAtEast();

        assertThat(hall.count("template")).isEqualTo(1);
    }

    @Test
    void a_template_that_another_device_sends_is_not_kept() {
        comes(EAST);
        desk.start(S1, EAST, null);
        Enrol order = (Enrol) orders(EAST).getFirst();

        commands.replied(WEST, Json.write(new Reply(order.command(), Reply.Step.DONE, null, TEMPLATE)));
        commands.replied(EAST, Json.write(new Reply(order.command(), Reply.Step.LIFT, null, null)));

        assertThat(commands.progress(order.command()).orElseThrow().step()).isEqualTo(Reply.Step.LIFT);
        assertThat(hall.count("template")).isZero();
    }
}

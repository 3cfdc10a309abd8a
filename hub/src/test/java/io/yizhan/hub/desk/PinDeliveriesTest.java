package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.DropPin;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.link.Message;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PinDeliveriesTest extends DeliveryRounds {

    @Test
    void pins_are_brought_to_a_counter_that_is_there_a_few_at_a_time_until_all_have_arrived() throws Exception {
        int people = Deliveries.PINS_UNDER_WAY_MAX + 3;
        for (int i = 0; i < people; i++) {
            setPin("s" + i);
        }
        deliveries.changed();
        comes(COUNTER_1);
        await().until(() -> outbox.to(topic(COUNTER_1)).size() == Deliveries.PINS_UNDER_WAY_MAX);

        TestHall.Journal counter = hall.journal("counter-1");
        int told = 0;
        while (told < people) {
            int sofar = told;
            await().until(() -> outbox.to(topic(COUNTER_1)).size() > sofar);
            Message message = outbox.to(topic(COUNTER_1)).get(told++);
            Command command = Json.read(message.payload(), Command.class);
            assertThat(command).isInstanceOf(PutPin.class);
            counter.says(new CommandDone(command.command(), CommandDone.Outcome.DONE));
        }

        assertThat(hall.read(rows -> secrets.pins().due(rows, COUNTER_1, 100)).isEmpty())
                .isTrue();
        assertThat(outbox.to(topic(new DeviceId("counter-2"))))
                .as("is not there")
                .isEmpty();
        assertThat(outbox.to(topic(KIOSK))).as("has no counter").isEmpty();
    }

    @Test
    void a_pin_without_an_outcome_is_sent_again_as_the_same_order_and_not_too_soon() {
        setPin("s1");
        comes(COUNTER_1);
        deliveries.changed();
        await().until(() -> outbox.to(topic(COUNTER_1)).size() == 1);
        String order = String.valueOf(outbox.to(topic(COUNTER_1)).getFirst().correlation());
        setPin("s2");
        deliveries.changed();
        await().until(() -> outbox.to(topic(COUNTER_1)).size() == 2);
        assertThat(outbox.to(topic(COUNTER_1)).getLast().correlation())
                .as("only the new one")
                .isNotEqualTo(order);
        hall.clock.pass(Deliveries.AGAIN);

        deliveries.changed();

        await().until(() -> outbox.to(topic(COUNTER_1)).size() == 4);
        assertThat(outbox.to(topic(COUNTER_1)).get(2).correlation()).isEqualTo(order);
    }

    @Test
    void who_leaves_is_erased_and_every_device_is_told_and_awaited() throws Exception {
        comes(WEST);
        comes(COUNTER_1);
        setPin("s1");
        deliveries.changed();
        enrolledAtEast();
        Enrolment copy = at(WEST);
        hall.journal("west").says(new FingerEnrolled(copy.enrolment(), copy.position()));
        await().until(() -> orders(COUNTER_1).size() == 1);
        TestHall.Journal counter = hall.journal("counter-1");
        counter.says(new CommandDone(orders(COUNTER_1).getFirst().command(), CommandDone.Outcome.DONE));

        assertThat(people.leave(S1, TestHall.TODAY, "admin")).isEmpty();

        assertThat(hall.count("person_key")).isZero();
        assertThat(hall.count("template") + hall.count("pin")).isZero();
        await().until(() -> orders(COUNTER_1).getLast() instanceof DropPin);
        assertThat(at(WEST).stage()).isEqualTo(Enrolment.Stage.DELETING);
        assertThat(pinStillAt()).contains(COUNTER_1);

        hall.clock.pass(Duration.ofSeconds(1));
        hall.journal("west").says(new FingerDeleted(copy.enrolment(), copy.position()));
        counter.says(new CommandDone(orders(COUNTER_1).getLast().command(), CommandDone.Outcome.DONE));

        assertThat(at(WEST).stage()).isEqualTo(Enrolment.Stage.GONE);
        assertThat(pinStillAt()).doesNotContain(COUNTER_1);
        assertThat(people.setPin(S1, "1234", "admin"))
                .as("who has left gets no PIN")
                .isPresent();
    }
}

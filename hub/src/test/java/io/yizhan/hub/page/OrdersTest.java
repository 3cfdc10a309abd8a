package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.api.EnrolmentDesk;
import io.yizhan.hub.api.OrderedEnrolments;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.Pins;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.Message;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pressed on the page and asked by programs, as the orders that leave for the terminals. */
class OrdersTest {

    private static final DeviceId READER = new DeviceId("reader-1");
    private static final StaffId ANNA = new StaffId("s0101");

    @TempDir
    Path folder;

    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private PaperHall hall;
    private Commands commands;
    private EnrolmentDesk enrolments;
    private CounterKeys keys;

    @BeforeEach
    void open() {
        hall = PaperHall.notServing(folder.resolve("hub.db"));
        new Morning(hall).prepare();
        hall.decide(new ConsentGiven(ANNA, "file 7"));
        commands = new Commands(
                hall.book,
                new Pins(new SecureRandom(), UUID::randomUUID),
                hall.presence,
                new Commands.Place(new Topics(new HallId("hall")), PaperHall.ZONE, hall.clock::now, UUID::randomUUID),
                sent::add);
        enrolments = new OrderedEnrolments(hall.book, hall.presence, commands, UUID::randomUUID);
        keys = new OrderedKeys(hall.database, hall.presence, commands);
    }

    @AfterEach
    void close() {
        commands.close();
        hall.close();
    }

    @Test
    void an_enrolment_is_wanted_on_record_and_ordered_from_its_reader() throws Exception {
        var begun = (EnrolmentDesk.Start.Begun) enrolments.start(ANNA, READER);

        Enrol order = (Enrol) only();
        assertThat(order.enrolment()).isEqualTo(begun.enrolment());
        assertThat(order.staff()).isEqualTo(ANNA);
        assertThat(enrolments.step(begun.enrolment())).isEmpty();

        commands.replied(READER, Json.write(new Reply(order.command(), Reply.Step.TOUCH_1, null, null)));
        assertThat(enrolments.step(begun.enrolment())).contains(Reply.Step.TOUCH_1);
    }

    @Test
    void a_second_try_takes_no_second_place_in_the_reader() {
        assertThat(enrolments.start(ANNA, READER)).isEqualTo(enrolments.start(ANNA, READER));
        assertThat(sent).hasSize(2);
    }

    @Test
    void without_a_consent_nobody_is_enrolled() {
        assertThat(enrolments.start(new StaffId("s0102"), READER)).isInstanceOf(EnrolmentDesk.Start.Refused.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void a_reader_that_is_away_is_asked_for_nothing() {
        hall.offline("reader-1");

        assertThat(enrolments.start(ANNA, READER)).isEqualTo(new EnrolmentDesk.Start.Away());
        assertThat(sent).isEmpty();
    }

    @Test
    void a_key_of_a_counter_leaves_for_the_device_that_has_it() throws Exception {
        assertThat(keys.press(new CounterId("2"), Counter.Action.NEXT, ANNA)).isEqualTo(CounterKeys.Pressed.SENT);

        Counter order = (Counter) only();
        assertThat(order.counter()).isEqualTo(new CounterId("2"));
        assertThat(order.action()).isEqualTo(Counter.Action.NEXT);
        assertThat(sent.getFirst().topic()).endsWith("counters/down/command");
    }

    @Test
    void a_key_for_nobody_or_for_one_who_is_away_stays_here() {
        assertThat(keys.press(new CounterId("77"), Counter.Action.NEXT, ANNA)).isEqualTo(CounterKeys.Pressed.UNKNOWN);
        hall.offline("counters");
        assertThat(keys.press(new CounterId("2"), Counter.Action.NEXT, ANNA)).isEqualTo(CounterKeys.Pressed.AWAY);
        assertThat(sent).isEmpty();
    }

    private Command only() throws Exception {
        assertThat(sent).hasSize(1);
        return Json.read(sent.getFirst().payload(), Command.class);
    }
}

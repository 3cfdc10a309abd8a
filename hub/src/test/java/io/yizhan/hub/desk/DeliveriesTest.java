package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.Templates;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.DropPin;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {

    private static final Topics TOPICS = new Topics(new HallId("demo"));
    private static final DeviceId KIOSK = new DeviceId("kiosk");
    private static final DeviceId COUNTER_1 = new DeviceId("counter-1");
    private static final DeviceId EAST = new DeviceId("reader");
    private static final DeviceId WEST = new DeviceId("west");
    private static final StaffId S1 = new StaffId("s1");
    private static final String TEMPLATE = "c2VjcmV0LXRlbXBsYXRl";

    @TempDir
    Path folder;

    private TestHall hall;
    private Deliveries.Secrets secrets;
    private Commands commands;
    private Deliveries deliveries;
    private EnrolmentDesk desk;
    private PeopleDesk people;
    private final Presence presence = new Presence();
    private final PaperOutbox outbox = new PaperOutbox();

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        addReader("west");
        hall.decide(new ConsentGiven(S1, "file 12"));
        SecureRandom random = new SecureRandom();
        secrets = new Deliveries.Secrets(
                new Pins(random, hall.ids), new Templates(random, hall.ids), new PersonFingers(random, hall.ids));
        startHub();
        people = new PeopleDesk(hall.book, secrets, deliveries, random, hall.time);
    }

    /** As after a start: nothing is known but what is on disk. */
    private void startHub() {
        commands = new Commands(new Commands.Place(TOPICS, TestHall.ZONE, hall.time, hall.ids), outbox);
        deliveries = new Deliveries(hall.book, secrets, presence, commands, hall.time);
        desk = new EnrolmentDesk(hall.book, presence, commands, secrets.templates(), deliveries, hall.ids, hall.time);
    }

    @AfterEach
    void close() {
        desk.close();
        deliveries.close();
        hall.close();
    }

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

    private void setPin(String staff) {
        hall.database.writeAndWait(tx -> {
            secrets.pins().set(tx, new StaffId(staff), "pbkdf2-sha256$1000$c2FsdA$aGFzaA", hall.clock.now());
            return staff;
        });
    }

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

    private EnrolmentId enrolledAtEast() {
        return enrolledAtEast(S1);
    }

    private EnrolmentId enrolledAtEast(StaffId staff) {
        comes(EAST);
        var begun = (EnrolmentDesk.Start.Begun) desk.start(staff, EAST, null);
        Enrol order = (Enrol) orders(EAST).stream()
                .filter(each -> each instanceof Enrol enrol && enrol.enrolment().equals(begun.enrolment()))
                .findFirst()
                .orElseThrow();
        hall.journal("reader").says(new FingerEnrolled(begun.enrolment(), order.position()));
        long kept = hall.count("template");
        commands.replied(EAST, Json.write(new Reply(order.command(), Reply.Step.DONE, null, TEMPLATE)));
        await().until(() -> hall.count("template") == kept + 1);
        return begun.enrolment();
    }

    private void fails(PutTemplate order, String code) {
        commands.replied(WEST, Json.write(new Reply(order.command(), Reply.Step.FAILED, code, null)));
        hall.journal("west").says(new CommandDone(order.command(), CommandDone.Outcome.FAILED));
    }

    private String failure() {
        return hall.read(rows -> Templates.failure(rows, at(WEST).enrolment())).orElse("");
    }

    private Enrolment at(DeviceId device) {
        return hall.read(Enrolments::all).stream()
                .filter(enrolment -> enrolment.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private List<DeviceId> pinStillAt() {
        return hall.read(rows -> Pins.stillKnownAt(rows, S1));
    }

    private List<Templates.Delivery> dueAt(DeviceId device) {
        return hall.read(rows -> secrets.templates().due(rows, device, 100));
    }

    private PutTemplate put(DeviceId device, int number) {
        await().until(() -> puts(device).size() > number);
        return puts(device).get(number);
    }

    private List<PutTemplate> puts(DeviceId device) {
        return orders(device).stream()
                .filter(PutTemplate.class::isInstance)
                .map(PutTemplate.class::cast)
                .toList();
    }

    private List<Command> orders(DeviceId device) {
        return outbox.to(topic(device)).stream().map(DeliveriesTest::command).toList();
    }

    private static Command command(Message message) {
        try {
            return Json.read(message.payload(), Command.class);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    private void addReader(String device) throws RuleBrokenException {
        hall.decide(new DeviceAdded(
                new DeviceId(device), List.of(new StationConfig.Reader(new StationId("r-" + device))), null));
    }

    private void comes(DeviceId device) {
        ConnectionId connection = new ConnectionId(hall.ids.get().toString());
        presence.heard(
                device,
                new DeviceStatus(true, connection, null, null, null, null, null, null, null, List.of()),
                TrueTime.seen(hall.clock));
    }

    private static String topic(DeviceId device) {
        return TOPICS.down(device, Topics.Down.COMMAND);
    }
}

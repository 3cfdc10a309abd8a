package io.yizhan.hub.desk;

import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.DeviceAdded;
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
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CommandDone;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hall with two readers and its counters, the deliveries to them, and what came over the wire. */
abstract class DeliveryRounds {

    static final Topics TOPICS = new Topics(new HallId("demo"));
    static final DeviceId KIOSK = new DeviceId("kiosk");
    static final DeviceId COUNTER_1 = new DeviceId("counter-1");
    static final DeviceId EAST = new DeviceId("reader");
    static final DeviceId WEST = new DeviceId("west");
    static final StaffId S1 = new StaffId("s1");
    static final String TEMPLATE = "c2VjcmV0LXRlbXBsYXRl";

    @TempDir
    Path folder;

    TestHall hall;
    Deliveries.Secrets secrets;
    Commands commands;
    Deliveries deliveries;
    EnrolmentDesk desk;
    PeopleDesk people;
    final Presence presence = new Presence();
    final PaperOutbox outbox = new PaperOutbox();

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
    final void startHub() {
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

    void setPin(String staff) {
        hall.database.writeAndWait(tx -> {
            secrets.pins().set(tx, new StaffId(staff), "pbkdf2-sha256$1000$c2FsdA$aGFzaA", hall.clock.now());
            return staff;
        });
    }

    EnrolmentId enrolledAtEast() {
        return enrolledAtEast(S1);
    }

    EnrolmentId enrolledAtEast(StaffId staff) {
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

    void fails(PutTemplate order, String code) {
        commands.replied(WEST, Json.write(new Reply(order.command(), Reply.Step.FAILED, code, null)));
        hall.journal("west").says(new CommandDone(order.command(), CommandDone.Outcome.FAILED));
    }

    String failure() {
        return hall.read(rows -> Templates.failure(rows, at(WEST).enrolment())).orElse("");
    }

    Enrolment at(DeviceId device) {
        return hall.read(Enrolments::all).stream()
                .filter(enrolment -> enrolment.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    List<DeviceId> pinStillAt() {
        return hall.read(rows -> Pins.stillKnownAt(rows, S1));
    }

    List<Templates.Delivery> dueAt(DeviceId device) {
        return hall.read(rows -> secrets.templates().due(rows, device, 100));
    }

    PutTemplate put(DeviceId device, int number) {
        await().until(() -> puts(device).size() > number);
        return puts(device).get(number);
    }

    List<PutTemplate> puts(DeviceId device) {
        return orders(device).stream()
                .filter(PutTemplate.class::isInstance)
                .map(PutTemplate.class::cast)
                .toList();
    }

    List<Command> orders(DeviceId device) {
        return outbox.to(topic(device)).stream().map(DeliveryRounds::command).toList();
    }

    static Command command(Message message) {
        try {
            return Json.read(message.payload(), Command.class);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    void addReader(String device) throws RuleBrokenException {
        hall.decide(new DeviceAdded(
                new DeviceId(device), List.of(new StationConfig.Reader(new StationId("r-" + device))), null));
    }

    void comes(DeviceId device) {
        ConnectionId connection = new ConnectionId(hall.ids.get().toString());
        presence.heard(
                device,
                new DeviceStatus(true, connection, null, null, null, null, null, null, null, List.of()),
                TrueTime.seen(hall.clock));
    }

    static String topic(DeviceId device) {
        return TOPICS.down(device, Topics.Down.COMMAND);
    }
}

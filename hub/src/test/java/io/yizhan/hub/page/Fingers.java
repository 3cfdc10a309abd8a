package io.yizhan.hub.page;

import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fingers of a morning's people in all the states that a page can show. */
final class Fingers {

    static final String BEING_LED = "/people/s0104";
    static final String OF_LONG_NAME = "/people/s0113";
    static final String WITHOUT_ANYTHING = "/people/s0120";
    static final String LEFT = "/people/s0103";

    private static final DeviceId READER = new DeviceId("reader-1");
    private static final DeviceId FAR = new DeviceId("reader-floor-2-east-entrance");
    private static final DeviceId AWAY = new DeviceId("reader-3");

    private final PaperHall hall;

    private Fingers(PaperHall hall) {
        this.hall = hall;
    }

    static void of(PaperHall hall) {
        Fingers fingers = new Fingers(hall);
        for (DeviceId reader : List.of(FAR, AWAY)) {
            hall.decide(new DeviceAdded(reader, List.of(new StationConfig.Reader(new StationId(reader.text()))), null));
        }
        hall.online(FAR.text());
        for (String staff : List.of("s0101", "s0102", "s0103", "s0104", "s0113")) {
            hall.decide(new ConsentGiven(new StaffId(staff), "档案室 2026-017 号"));
        }
        fingers.enrol("s0101");
        fingers.enrol("s0102");
        fingers.enrol("s0103");
        fingers.enrol("s0113");
        fingers.enrol("s0113");
        hall.people.setPin(new StaffId("s0113"), "4711", "admin");
        hall.people.setPin(new StaffId("s0103"), "4712", "admin");
        hall.people.leave(new StaffId("s0103"), LocalDate.of(2026, 11, 23), "admin");
        hall.enrolments.start(new StaffId("s0104"), READER, null);
        fingers.reply(Reply.Step.TOUCH_2, null);
    }

    private void enrol(String staff) {
        var begun = (EnrolmentDesk.Start.Begun) hall.enrolments.start(new StaffId(staff), READER, null);
        Enrolment enrolment = hall.database
                .read(rows -> Enrolments.find(rows, begun.enrolment()))
                .orElseThrow();
        reply(Reply.Step.DONE, "c2VjcmV0LXRlbXBsYXRl");
        hall.tell("reader-1", hall.clock.now(), new FingerEnrolled(enrolment.enrolment(), enrolment.position()));
        while (hall.database.read(
                        rows -> rows.number("SELECT count(*) FROM enrolment WHERE copy_of = ?", enrolment.enrolment()))
                < 2) {
            Thread.onSpinWait();
        }
        for (Enrolment copy : hall.database.read(rows -> Enrolments.of(rows, new StaffId(staff)))) {
            if (copy.device().equals(FAR) && !staff.equals("s0102")) {
                hall.tell(FAR.text(), hall.clock.now(), new FingerEnrolled(copy.enrolment(), copy.position()));
            }
        }
    }

    private void reply(Reply.Step step, @Nullable String template) {
        Command order = hall.sent.reversed().stream()
                .map(message -> {
                    try {
                        return Json.read(message.payload(), Command.class);
                    } catch (UnreadableException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(Enrol.class::isInstance)
                .findFirst()
                .orElseThrow();
        hall.commands.replied(READER, Json.write(new Reply(order.command(), step, null, template)));
    }
}

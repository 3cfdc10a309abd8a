package io.yizhan.hub.page;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.CallTransferred;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.TicketId;
import java.time.Duration;
import java.time.Instant;

/** A morning without a clock: no terminal had one to trust, nor had the hub, and the guess of all times is the same. */
final class Doubtful {

    /** As a page, a file or an answer would write the guess. */
    static final String GUESSED = "08:33:";

    private static final Instant GUESS = Instant.parse("2026-11-23T00:33:33.333Z");
    private static final TrueTime WHEN = new TrueTime(
            GUESS,
            Instant.parse("2026-11-23T00:10:00Z"),
            Instant.parse("2026-11-23T01:40:00Z"),
            TrueTime.Source.UNCERTAIN,
            false);

    private static final int ROUNDS = 3;

    private final PaperHall hall;

    Doubtful(PaperHall hall) {
        this.hall = hall;
    }

    /** The hub has started anew, and nothing keeps its clock right: people, services and devices are entered so. */
    void prepare() {
        hall.clock.reboot(Duration.ZERO);
        hall.clock.trust(ClockTrust.UNSYNCED);
        toTheGuess(() -> {
            new Morning(hall).prepare();
            hall.decide(new ConsentGiven(Morning.staff(1), "file 7"));
            hall.decide(new AlarmRaised(new DeviceId("kiosk-1"), "mismatch", "a kiosk cannot punch"));
        });
    }

    /** One of each, at the longest names. */
    void live() {
        for (String device : new String[] {"reader-1", "kiosk-1", "counters"}) {
            hall.tell(device, WHEN, new Booted("1.0.0", ClockTrust.UNSYNCED));
        }
        for (int i = 1; i <= ROUNDS; i++) {
            hall.tell("reader-1", WHEN, new Punch(Punch.Method.PIN, Morning.staff(12 - i + 1), null, null, null));
            serve(i);
        }
        hall.tell("reader-1", WHEN, new PunchUnknown(PunchUnknown.Reason.NO_MATCH));
        hall.tell("reader-1", WHEN, new FaultRaised("reader-1/sensor", "silent", "no answer within 1000 ms"));
        hall.tell("counters", WHEN, new CounterPaused(new CounterId("4")));
        Fact wrong = new SignedIn(new CounterId("1"), Morning.staff(1));
        hall.setAside("reader-1", WHEN, wrong, Fate.QUARANTINED, "counter 1 is not at device reader-1");
    }

    private void serve(int i) {
        CounterId counter = new CounterId(String.valueOf(i));
        TicketId ticket = new TicketId(Morning.DAY, new SeriesId("A"), i);
        CallId call = new CallId(PaperHall.uuid());
        SessionId session = new SessionId(PaperHall.uuid());
        hall.tell("counters", WHEN, new SignedIn(counter, Morning.staff(12)));
        hall.tell("kiosk-1", WHEN, new TicketIssued(ticket, new ServiceId("fang"), Priority.NONE, null, 0));
        hall.tell("kiosk-1", WHEN, new TicketPrinted(ticket, TicketPrinted.Outcome.PRINTED));
        toTheGuess(() -> hall.decide(new CallMade(call, ticket, counter, Morning.staff(12), CallReason.ARRIVAL)));
        hall.tell("counters", WHEN, new Called(call, ticket));
        hall.tell("counters", WHEN, new Recalled(call));
        hall.tell("counters", WHEN, new RatingOpened(session, call, counter, Morning.staff(12)));
        hall.tell("counters", WHEN, new RatingGiven(session, 5));
        if (i == 1) {
            hall.tell("counters", WHEN, new Finished(call));
        } else if (i == 2) {
            CounterId other = new CounterId("5");
            toTheGuess(() ->
                    hall.decide(new CallTransferred(call, ticket, counter, Morning.staff(12), null, other, "要另一个窗口")));
        }
    }

    /** The hub decides this at what its clock says wrongly then. */
    private void toTheGuess(Runnable decisions) {
        Duration back = Duration.between(hall.clock.now(), GUESS);
        hall.clock.step(back);
        decisions.run();
        hall.clock.step(back.negated());
    }
}

package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.devices.StationsChanged;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.LeaseGranted;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceRightsTest {

    private static final StaffId S1 = new StaffId("s1");
    private static final CounterId ONE = new CounterId("1");
    private static final String UUID = "00000000-0000-7000-8000-000000000001";
    private static final CallId CALL = new CallId(UUID);
    private static final Fact PUNCH = new Punch(Punch.Method.PIN, S1, null, null, null);

    private static final String EVERYBODY = "a reader, a kiosk, counter 1 and 2";

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void every_device_of_the_hall_may_say_that_it_started_and_no_other_may() throws Exception {
        Booted booted = new Booted("1.0.0", ClockTrust.SYNCED);
        assertThat(objection("kiosk", booted)).isEmpty();
        assertThat(objection("stranger", booted)).isNotEmpty();

        hall.decide(new DeviceRemoved(new DeviceId("kiosk"), "sold"));

        assertThat(objection("kiosk", booted))
                .hasValueSatisfying(why -> assertThat(why).contains("not in the hall"));
    }

    @Test
    void a_reader_that_has_left_may_say_yet_that_it_has_forgotten_somebody_and_nothing_else() throws Exception {
        Fact forgotten = new FingerDeleted(new EnrolmentId(UUID), 3);
        hall.decide(new DeviceRemoved(new DeviceId("reader"), "sold"));

        assertThat(objection("reader", forgotten)).isEmpty();

        assertThat(objection("reader", PUNCH)).isNotEmpty();
        assertThat(objection("stranger", forgotten)).isNotEmpty();
    }

    @Test
    void only_a_reader_knows_fingers() {
        assertThat(objection("reader", PUNCH)).isEmpty();
        assertThat(objection("reader", new FingerDeleted(new EnrolmentId(UUID), 3)))
                .isEmpty();

        assertThat(objection("kiosk", PUNCH))
                .hasValueSatisfying(why -> assertThat(why).contains("has no reader"));
        assertThat(objection("counter-1", new FingerDeleted(new EnrolmentId(UUID), 3)))
                .isNotEmpty();
    }

    @Test
    void a_kiosk_gives_tickets_of_its_own_series_only() {
        assertThat(objection("kiosk", issued("A"))).isEmpty();

        assertThat(objection("kiosk", issued("B"))).isNotEmpty();
        assertThat(objection("counter-1", issued("A"))).isNotEmpty();
    }

    @Test
    void a_series_that_was_taken_from_a_kiosk_is_its_own_as_far_as_its_lease_goes() throws Exception {
        DeviceId kiosk = new DeviceId("kiosk");
        hall.decide(new LeaseGranted(kiosk, new JournalId(UUID), new SeriesId("A"), TestHall.TODAY, 1, 10));
        hall.decide(new StationsChanged(
                kiosk, List.of(new StationConfig.Kiosk(new StationId("k"), List.of(new SeriesId("B"))))));

        assertThat(objection("kiosk", printed("A", 10))).isEmpty();
        assertThat(objection("kiosk", printed("A", 11))).isNotEmpty();
    }

    @Test
    void a_device_speaks_for_its_own_counters_only() {
        assertThat(objection("counter-1", new SignedIn(ONE, S1))).isEmpty();
        assertThat(objection("counter-1", new RatingOpened(new SessionId(UUID), null, ONE, S1)))
                .isEmpty();

        assertThat(objection("counter-2", new SignedIn(ONE, S1))).isNotEmpty();
        assertThat(objection("counter-2", new CounterOpened(ONE))).isNotEmpty();
        assertThat(objection("counter-2", new RatingOpened(new SessionId(UUID), null, ONE, S1)))
                .isNotEmpty();
        assertThat(objection("kiosk", new RatingGiven(new SessionId(UUID), 5))).isNotEmpty();
    }

    @Test
    void a_call_is_its_counters_to_speak_of() throws Exception {
        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        hall.decide(new CallMade(CALL, ticket, ONE, S1, CallReason.ARRIVAL));
        assertThat(objection("counter-1", new Called(CALL, ticket))).isEmpty();
        assertThat(objection("counter-1", new Finished(CALL))).isEmpty();

        assertThat(objection("counter-2", new Called(CALL, ticket))).isNotEmpty();
        assertThat(objection("counter-2", new Finished(CALL))).isNotEmpty();
        assertThat(objection("kiosk", new Finished(CALL))).isNotEmpty();
    }

    @Test
    void a_call_that_is_not_known_yet_is_no_objection_to_a_counter() {
        assertThat(objection("counter-1", new Finished(CALL))).isEmpty();
        assertThat(objection("reader", new Finished(CALL))).isNotEmpty();
    }

    @Test
    void every_entry_type_is_taken_from_its_own_kind_of_device_and_from_no_other() throws Exception {
        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        hall.decide(new CallMade(CALL, ticket, ONE, S1, CallReason.ARRIVAL));
        SessionId session = new SessionId(UUID);
        EnrolmentId finger = new EnrolmentId(UUID);
        List<Says> all = List.of(
                new Says(EVERYBODY, "nobody else is there", new Booted("1.0.0", ClockTrust.SYNCED)),
                new Says(EVERYBODY, "nobody else is there", new FaultRaised("paper", "out", null)),
                new Says(EVERYBODY, "nobody else is there", new FaultCleared("paper", "out", null)),
                new Says(
                        EVERYBODY,
                        "nobody else is there",
                        new CommandDone(new CommandId(UUID), CommandDone.Outcome.DONE)),
                new Says("a reader", "has no reader", PUNCH),
                new Says("a reader", "has no reader", new PunchUnknown(PunchUnknown.Reason.NO_MATCH)),
                new Says("a reader", "has no reader", new FingerEnrolled(finger, 3)),
                new Says("a reader", "has no reader", new FingerDeleted(finger, 3)),
                new Says("a kiosk", "has no kiosk", issued("A")),
                new Says("a kiosk", "has no kiosk", printed("A", 1)),
                new Says("a kiosk", "has no kiosk", new TicketVoided(ticket, "paper-out")),
                new Says("counter 1", "counter 1 is not at device", new SignedIn(ONE, S1)),
                new Says("counter 1", "counter 1 is not at device", new SignedOut(ONE, S1)),
                new Says("counter 1", "counter 1 is not at device", new CounterOpened(ONE)),
                new Says("counter 1", "counter 1 is not at device", new CounterPaused(ONE)),
                new Says("counter 1", "counter 1 is not at device", new CounterClosed(ONE)),
                new Says("counter 1", "counter 1 is not at device", new Called(CALL, ticket)),
                new Says("counter 1", "counter 1 is not at device", new CalledLocally(CALL, ticket)),
                new Says("counter 1", "counter 1 is not at device", new Recalled(CALL)),
                new Says("counter 1", "counter 1 is not at device", new NoShow(CALL)),
                new Says("counter 1", "counter 1 is not at device", new Finished(CALL)),
                new Says("counter 1", "counter 1 is not at device", new RatingOpened(session, CALL, ONE, S1)),
                new Says("counter 1 and 2", "has no counter", new RatingGiven(session, 5)),
                new Says("counter 1 and 2", "has no counter", new RatingMissed(session)),
                new Says("counter 1 and 2", "has no counter", new RatingVoid(session, "power")));

        assertThat(all.stream().<Class<?>>map(says -> says.fact.getClass()))
                .containsExactlyInAnyOrderElementsOf(Json.alternatives(Fact.class));
        for (Says says : all) {
            check(says, "reader", says.who.contains("a reader"));
            check(says, "kiosk", says.who.contains("a kiosk"));
            check(says, "counter-1", says.who.contains("counter 1"));
            check(says, "counter-2", says.who.contains("and 2"));
        }
    }

    /** An entry, who may say it, and what is told of anybody else. */
    private record Says(String who, String why, Fact fact) {}

    private void check(Says says, String device, boolean may) {
        Optional<String> objection = objection(device, says.fact);
        if (may) {
            assertThat(objection).as("%s: %s", device, says.fact).isEmpty();
        } else {
            assertThat(objection)
                    .as("%s: %s", device, says.fact)
                    .hasValueSatisfying(reason -> assertThat(reason).contains(says.why));
        }
    }

    private static Fact issued(String series) {
        TicketId ticket = new TicketId(TestHall.TODAY, new SeriesId(series), 1);
        return new TicketIssued(ticket, new ServiceId("hukou"), Priority.NONE, null, 0);
    }

    private static Fact printed(String series, int number) {
        TicketId ticket = new TicketId(TestHall.TODAY, new SeriesId(series), number);
        return new TicketPrinted(ticket, TicketPrinted.Outcome.PRINTED);
    }

    private Optional<String> objection(String device, Fact fact) {
        return hall.read(
                rows -> new DeviceRights().of(rows, new DeviceId(device)).objection(fact));
    }
}

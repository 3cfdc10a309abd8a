package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.devices.StationsChanged;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.LeaseGranted;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.CallId;
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

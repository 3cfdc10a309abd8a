package io.yizhan.hub;

import io.yizhan.hub.access.AccountAdded;
import io.yizhan.hub.access.AccountClosed;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.CallReturned;
import io.yizhan.hub.queue.CallRuleSet;
import io.yizhan.hub.queue.CallTransferred;
import io.yizhan.hub.queue.LeaseGranted;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.queue.ServiceChanged;
import io.yizhan.hub.queue.ServiceSwitched;
import io.yizhan.hub.queue.TicketConfirmed;
import io.yizhan.hub.queue.TicketUnconfirmed;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.AgencyGone;
import io.yizhan.hub.staff.AgencyRenamed;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.ConsentWithdrawn;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.hub.staff.EnrolmentWithdrawn;
import io.yizhan.hub.staff.NeverCame;
import io.yizhan.hub.staff.PinConfirmed;
import io.yizhan.hub.staff.PinErased;
import io.yizhan.hub.staff.PinSet;
import io.yizhan.hub.staff.PinWithdrawn;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.staff.StaffChanged;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.hub.staff.StaffReturned;
import io.yizhan.hub.staff.StandInNamed;
import io.yizhan.hub.staff.TenureCorrected;
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
import io.yizhan.protocol.id.AgencyId;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What a small hall may say, of two tickets, calls, sessions and people each. */
final class HallFacts {

    private static final AgencyId POLICE = new AgencyId("police");
    private static final AgencyId TAX = new AgencyId("tax");
    private static final SeriesId A = new SeriesId("A");
    private static final DeviceId READER = new DeviceId("reader");

    private HallFacts() {}

    /** What the hub decides first in every hall. */
    static List<HubFact> furniture() {
        return List.of(
                new AgencyAdded(POLICE, "公安局", null),
                new StaffAdded(new StaffId("s1"), "示范", POLICE, null),
                new ConsentGiven(new StaffId("s1"), "file 1"),
                new DeviceAdded(READER, List.of(new StationConfig.Reader(new StationId("r"))), null));
    }

    static Arbitrary<HubFact> decisions() {
        return Arbitraries.oneOf(
                Combinators.combine(calls(), tickets(), counters(), staff())
                        .as((call, ticket, counter, staff) ->
                                new CallMade(call, ticket, counter, staff, CallReason.ARRIVAL)),
                Combinators.combine(calls(), tickets(), counters(), staff())
                        .as((call, ticket, counter, staff) ->
                                new CallTransferred(call, ticket, counter, staff, null, new CounterId("2"), "why")),
                Combinators.combine(calls(), tickets(), counters())
                        .as((call, ticket, counter) -> new CallReturned(call, ticket, counter)),
                tickets().map(TicketUnconfirmed::new),
                tickets().map(ticket -> new TicketConfirmed(ticket, "ann")),
                Arbitraries.integers()
                        .between(1, 3)
                        .map(from ->
                                new LeaseGranted(new DeviceId("kiosk"), journal(), A, TestHall.TODAY, from, from + 1)),
                staff().map(staff -> new StaffAdded(staff, "示范", POLICE, null)),
                staff().map(staff -> new ConsentGiven(staff, "file 2")),
                Combinators.combine(enrolments(), staff())
                        .as((enrolment, staff) -> new EnrolmentWanted(enrolment, staff, READER, 0, null)),
                Combinators.combine(enrolments(), enrolments(), staff())
                        .as((enrolment, of, staff) -> new EnrolmentWanted(enrolment, staff, READER, 0, of)),
                staff().map(staff -> new ConsentWithdrawn(staff, "ann")),
                staff().map(staff -> new StaffLeft(staff, null, "ann")),
                staff().map(staff -> new NeverCame(staff, "ann")),
                Combinators.combine(staff(), days()).as((staff, day) -> new StaffLeft(staff, day, "ann")),
                Combinators.combine(staff(), days()).as((staff, day) -> new StaffReturned(staff, day, "ann")),
                Combinators.combine(staff(), days())
                        .as((staff, day) -> new StaffAdded(staff, "示范", POLICE, "综合", day, null, "ann")),
                Combinators.combine(staff(), agencies(), days())
                        .as((staff, agency, day) -> new StaffMoved(staff, agency, day, "ann")),
                Combinators.combine(staff(), days())
                        .as((staff, day) -> new StaffChanged(staff, "示范改", null, day, "ann")),
                Combinators.combine(staff(), days(), days())
                        .as((staff, day, counter) -> new TenureCorrected(staff, day, counter, "ann")),
                Combinators.combine(agencies(), staff().injectNull(0.3), days())
                        .as((agency, staff, day) -> new ChiefNamed(agency, staff, day, "ann")),
                days().map(day -> new StandInNamed(new StaffId("s1"), new StaffId("s2"), day, "ann")),
                days().map(day -> new StandInNamed(new StaffId("s1"), null, day, "ann")),
                days().map(day -> new AgencyGone(TAX, day, "ann")),
                enrolments().map(enrolment -> new EnrolmentWithdrawn(enrolment, "left")),
                staff().map(staff -> new PinSet(staff, "ann")),
                staff().map(staff -> new PinErased(staff, "left")),
                staff().map(staff -> new PinConfirmed(staff, READER, Instant.parse("2026-11-23T01:00:00Z"))),
                staff().map(staff -> new PinWithdrawn(staff, READER)),
                LeaveFacts.any(),
                Arbitraries.of(
                        new AgencyAdded(TAX, "税务局", null),
                        new AgencyRenamed(TAX, "国家税务局", null, "ann"),
                        new ServiceAdded(new ServiceId("hukou"), A, "户口", null, POLICE, List.of(new CounterId("1"))),
                        new ServiceChanged(
                                new ServiceId("hukou"), "户籍", "Register", TAX, List.of(new CounterId("2")), "ann"),
                        new ServiceSwitched(new ServiceId("hukou"), false, "admin"),
                        new PapersSaid(new ServiceId("hukou"), "身份证、户口簿", null),
                        new DeviceRemoved(READER, "broken"),
                        new DeviceAdded(READER, List.of(new StationConfig.Board(new StationId("b"))), null),
                        new AccountAdded("ann", Role.ADMIN, null, null, "init"),
                        new AccountClosed("ann", "init"),
                        new CallRuleSet(3, 600, "admin"),
                        new AlarmRaised(READER, "loss", "some")));
    }

    static Arbitrary<Fact> ofKiosk() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                tickets(),
                                Arbitraries.of(Priority.class),
                                Arbitraries.integers().between(0, 2))
                        .as((ticket, priority, ahead) ->
                                new TicketIssued(ticket, new ServiceId("hukou"), priority, null, ahead)),
                Combinators.combine(tickets(), Arbitraries.of(TicketPrinted.Outcome.class))
                        .as(TicketPrinted::new),
                Combinators.combine(tickets(), Arbitraries.of("paper", "jam")).as(TicketVoided::new),
                ofAll());
    }

    static Arbitrary<Fact> ofCounter() {
        return Arbitraries.oneOf(
                Combinators.combine(counters(), staff()).as(SignedIn::new),
                Combinators.combine(counters(), staff()).as(SignedOut::new),
                counters().map(CounterOpened::new),
                counters().map(CounterPaused::new),
                counters().map(CounterClosed::new),
                Combinators.combine(calls(), tickets()).as(Called::new),
                Combinators.combine(calls(), tickets()).as(CalledLocally::new),
                calls().map(Recalled::new),
                calls().map(NoShow::new),
                calls().map(Finished::new),
                Combinators.combine(sessions(), calls().injectNull(0.2), counters(), staff())
                        .as(RatingOpened::new),
                Combinators.combine(sessions(), Arbitraries.integers().between(1, 5))
                        .as(RatingGiven::new),
                sessions().map(RatingMissed::new),
                sessions().map(session -> new RatingVoid(session, "restart")),
                ofAll());
    }

    static Arbitrary<Fact> ofReader() {
        return Arbitraries.oneOf(
                staff().map(staff -> new Punch(Punch.Method.PIN, staff, null, null, null)),
                Arbitraries.of(PunchUnknown.Reason.class).map(PunchUnknown::new),
                Combinators.combine(enrolments(), Arbitraries.integers().between(0, 1))
                        .as(FingerEnrolled::new),
                Combinators.combine(enrolments(), Arbitraries.integers().between(0, 1))
                        .as(FingerDeleted::new),
                ofAll());
    }

    private static Arbitrary<Fact> ofAll() {
        return Arbitraries.oneOf(
                Arbitraries.of(CommandDone.Outcome.class)
                        .map(outcome -> new CommandDone(new CommandId(uuid(40)), outcome)),
                Arbitraries.of(
                        new Booted("1.0.0", ClockTrust.SYNCED),
                        new FaultRaised("part", "silent", null),
                        new FaultRaised("part", "silent", "again"),
                        new FaultCleared("part", "silent", null)));
    }

    private static Arbitrary<TicketId> tickets() {
        return Arbitraries.integers().between(1, 2).map(number -> new TicketId(TestHall.TODAY, A, number));
    }

    private static Arbitrary<CallId> calls() {
        return Arbitraries.integers().between(1, 2).map(number -> new CallId(uuid(10 + number)));
    }

    private static Arbitrary<SessionId> sessions() {
        return Arbitraries.integers().between(1, 2).map(number -> new SessionId(uuid(20 + number)));
    }

    private static Arbitrary<EnrolmentId> enrolments() {
        return Arbitraries.integers().between(1, 2).map(number -> new EnrolmentId(uuid(30 + number)));
    }

    private static Arbitrary<CounterId> counters() {
        return Arbitraries.of("1", "2").map(CounterId::new);
    }

    private static Arbitrary<StaffId> staff() {
        return Arbitraries.of("s1", "s2").map(StaffId::new);
    }

    private static Arbitrary<AgencyId> agencies() {
        return Arbitraries.of(POLICE, TAX);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(-3, 0).map(TestHall.TODAY::plusDays);
    }

    private static JournalId journal() {
        return new JournalId(uuid(1));
    }

    private static String uuid(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }
}

package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.CallTransferred;
import io.yizhan.hub.queue.Calling;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.NextCall;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clerk of counter 1 asks for the next ticket, hears nothing, and signs out. */
class UntoldCallsTest {

    private static final CounterId ONE = new CounterId("1");
    private static final CounterId TWO = new CounterId("2");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal kiosk;
    private TestHall.Journal one;
    private TestHall.Journal two;
    private Calling calling;
    private TicketId first;
    private TicketId second;

    @BeforeEach
    void open() throws Exception {
        hall = new TestHall(folder);
        hall.furnish();
        hall.book.onFold(new UntoldCalls(hall.book, TestHall.ZONE, hall.time));
        calling = new Calling(hall.book, TestHall.ZONE, hall.ids);
        kiosk = hall.journal("kiosk");
        first = kiosk.prints(1, "hukou", Priority.NONE);
        pass();
        second = kiosk.prints(2, "hukou", Priority.NONE);
        one = hall.journal("counter-1");
        two = hall.journal("counter-2");
        signIn(one, ONE, S1);
        signIn(two, TWO, S2);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void who_was_called_to_somebody_that_never_heard_of_it_waits_again_and_is_still_the_first() {
        NextCall.Given lost = next(one, ONE, S1);
        signOut(hall.clock.now());

        assertThat(standing()).isEqualTo(HallTicket.Standing.WAITING);
        TicketCall call = call(lost.call());
        assertThat(call.returned()).isNotNull();
        assertThat(call.live()).isFalse();
        assertThat(call.transferred()).as("nobody sent it on").isNull();
        assertThat(next(two, TWO, S2).ticket()).isEqualTo(first);
    }

    @Test
    void who_was_called_to_a_counter_whose_card_died_waits_again_when_the_next_signs_in_there() {
        next(one, ONE, S1);
        one = hall.journal("counter-1");
        signIn(one, ONE, S1);

        assertThat(standing()).isEqualTo(HallTicket.Standing.WAITING);
        assertThat(next(one, ONE, S1).ticket()).isEqualTo(first);
    }

    @Test
    void a_counter_that_tells_of_the_call_after_all_keeps_it() {
        NextCall.Given lost = next(one, ONE, S1);
        signOut(hall.clock.now());
        one.says(new Called(lost.call(), first));

        assertThat(standing()).isEqualTo(HallTicket.Standing.CALLED);
        assertThat(call(lost.call()).returned()).isNull();
        assertThat(next(two, TWO, S2).ticket().number()).isEqualTo(2);
    }

    @Test
    void a_call_that_went_back_gives_nobody_the_turn_of_priority() {
        TicketId elderly = kiosk.prints(3, "hukou", Priority.ELDERLY);
        assertThat(next(one, ONE, S1).ticket()).as("out of turn").isEqualTo(elderly);
        signOut(hall.clock.now());
        signIn(one, ONE, S1);

        assertThat(next(one, ONE, S1).ticket()).isEqualTo(elderly);
    }

    @Test
    void who_had_been_sent_to_one_counter_waits_for_that_one_again() throws Exception {
        CallId sentOn = CallId.of(hall.ids.get());
        hall.decide(new CallMade(sentOn, first, TWO, S2, CallReason.ARRIVAL));
        hall.decide(new CallTransferred(sentOn, first, TWO, S2, null, ONE, "要另一个窗口"));
        assertThat(next(one, ONE, S1).ticket()).isEqualTo(first);
        signOut(hall.clock.now());

        HallTicket ticket = hall.read(rows -> Tickets.find(rows, first)).orElseThrow();
        assertThat(ticket.standing()).isEqualTo(HallTicket.Standing.WAITING);
        assertThat(ticket.toCounter()).isEqualTo(ONE);
        List<HallTicket> others = hall.read(rows -> Tickets.waitingFor(rows, TestHall.TODAY, TWO));
        assertThat(others).extracting(waiting -> waiting.ticket().number()).containsExactly(2);
    }

    @Test
    void who_was_told_of_the_call_stays_called() {
        one.says(new Called(next(one, ONE, S1).call(), first));
        signOut(hall.clock.now());

        assertThat(standing()).isEqualTo(HallTicket.Standing.CALLED);
        long returned = hall.read(rows -> rows.number("SELECT count(*) FROM entry WHERE type = 'call-returned'"));
        assertThat(returned).isZero();
        assertThat(next(two, TWO, S2).ticket().number()).isEqualTo(2);
    }

    @Test
    void a_sign_out_that_comes_late_says_nothing_of_a_call_that_was_made_after_it() {
        Instant left = hall.clock.now();
        pass();
        next(one, ONE, S1);
        signOut(left);

        assertThat(standing()).isEqualTo(HallTicket.Standing.CALLED);
    }

    @Test
    void a_ticket_that_a_counter_called_meanwhile_without_the_hub_stays_called() {
        CallId lost = next(one, ONE, S1).call();
        two.says(new CalledLocally(CallId.of(hall.ids.get()), first));
        signOut(hall.clock.now());

        assertThat(standing()).isEqualTo(HallTicket.Standing.CALLED);
        assertThat(call(lost).returned()).isNull();
    }

    @Test
    void calls_that_only_a_lost_journal_told_of_do_not_come_back_when_the_hub_is_restored() throws Exception {
        CallId served = CallId.of(hall.ids.get());
        hall.decide(new CallMade(served, first, ONE, S1, CallReason.ARRIVAL));
        pass();
        Instant cardChanged = hall.clock.now();
        pass();
        CallId lost = CallId.of(hall.ids.get());
        hall.decide(new CallMade(lost, second, ONE, S1, CallReason.ARRIVAL));
        one = hall.journal("counter-1");
        one.says(new SignedIn(ONE, S1), TrueTime.exactly(cardChanged));
        assertThat(call(served).returned()).isNull();

        signOut(hall.clock.now());
        assertThat(call(served).returned()).isNull();
        assertThat(call(lost).returned()).isNotNull();
    }

    @Test
    void a_ticket_of_yesterday_does_not_come_back() {
        CallId lost = next(one, ONE, S1).call();
        hall.clock.pass(Duration.ofDays(1));
        signOut(hall.clock.now());

        assertThat(call(lost).returned()).isNull();
    }

    private void pass() {
        hall.clock.pass(Duration.ofSeconds(1));
    }

    private void signIn(TestHall.Journal journal, CounterId counter, StaffId staff) {
        pass();
        journal.says(new SignedIn(counter, staff));
        journal.says(new CounterOpened(counter));
        pass();
    }

    private void signOut(Instant when) {
        pass();
        one.says(new CounterClosed(ONE), TrueTime.exactly(when));
        one.says(new SignedOut(ONE, S1), TrueTime.exactly(when));
        pass();
    }

    private NextCall.Given next(TestHall.Journal journal, CounterId counter, StaffId staff) {
        NextCall next = hall.database.writeAndWait(
                tx -> calling.next(tx, journal.device, counter, staff, null, hall.clock.now()));
        pass();
        assertThat(next).isInstanceOf(NextCall.Given.class);
        return (NextCall.Given) next;
    }

    private TicketCall call(CallId call) {
        return hall.read(rows -> HallCalls.find(rows, call)).orElseThrow();
    }

    private HallTicket.Standing standing() {
        return hall.read(rows -> Tickets.find(rows, first)).orElseThrow().standing();
    }
}

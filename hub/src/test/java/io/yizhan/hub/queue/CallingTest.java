package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallingTest {

    private static final CounterId ONE = new CounterId("1");
    private static final CounterId TWO = new CounterId("2");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal kiosk;
    private TestHall.Journal counter;
    private Calling calling;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        kiosk = hall.journal("kiosk");
        counter = hall.journal("counter-1");
        calling = new Calling(hall.book, TestHall.ZONE, hall.ids);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void who_came_first_is_called_and_waits_no_longer() {
        TicketId first = kiosk.prints(1, "hukou", Priority.NONE);
        pass();
        kiosk.prints(2, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);

        NextCall.Given given = given(ONE, S1, null);

        assertThat(given.ticket()).isEqualTo(first);
        assertThat(given.waiting()).isEqualTo(1);
        assertThat(given.again()).isFalse();
        assertThat(hall.read(rows -> Tickets.find(rows, first)).orElseThrow().standing())
                .isEqualTo(HallTicket.Standing.CALLED);
    }

    @Test
    void nobody_is_called_when_nobody_waits() {
        signIn(counter, ONE, S1);

        assertThat(next(ONE, S1, null)).isEqualTo(new NextCall.NobodyWaiting());
    }

    @Test
    void a_ticket_of_another_day_does_not_wait() {
        kiosk.prints(1, "hukou", Priority.NONE);
        hall.clock.pass(Duration.ofDays(1));
        signIn(counter, ONE, S1);

        assertThat(next(ONE, S1, null)).isEqualTo(new NextCall.NobodyWaiting());
    }

    @Test
    void only_who_is_signed_in_may_call() {
        kiosk.prints(1, "hukou", Priority.NONE);
        assertThat(next(ONE, S1, null)).isEqualTo(new NextCall.NotSignedIn());
        signIn(counter, ONE, S2);
        assertThat(next(ONE, S1, null)).isEqualTo(new NextCall.NotSignedIn());

        counter.says(new SignedOut(ONE, S2));

        assertThat(next(ONE, S2, null)).isEqualTo(new NextCall.NotSignedIn());
    }

    @Test
    void a_paused_counter_calls_nobody_until_it_is_opened() {
        kiosk.prints(1, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        pass();
        counter.says(new CounterPaused(ONE));
        assertThat(next(ONE, S1, null)).isEqualTo(new NextCall.NotOpen());

        counter.says(new CounterOpened(ONE));

        assertThat(next(ONE, S1, null)).isInstanceOf(NextCall.Given.class);
    }

    @Test
    void a_lost_first_answer_is_given_again() {
        kiosk.prints(1, "hukou", Priority.NONE);
        kiosk.prints(2, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        NextCall.Given lost = given(ONE, S1, null);

        NextCall.Given again = given(ONE, S1, null);

        assertThat(again.call()).isEqualTo(lost.call());
        assertThat(again.again()).isTrue();
        assertThat(again.waiting()).isEqualTo(1);
    }

    @Test
    void a_lost_later_answer_is_given_again_and_the_next_question_goes_on() {
        kiosk.prints(1, "hukou", Priority.NONE);
        kiosk.prints(2, "hukou", Priority.NONE);
        kiosk.prints(3, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        CallId first = given(ONE, S1, null).call();
        CallId lost = given(ONE, S1, first).call();
        assertThat(lost).isNotEqualTo(first);

        assertThat(given(ONE, S1, first).call()).isEqualTo(lost);
        assertThat(given(ONE, S1, lost).ticket().number()).isEqualTo(3);
    }

    @Test
    void a_new_sign_in_begins_anew() {
        kiosk.prints(1, "hukou", Priority.NONE);
        kiosk.prints(2, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        NextCall.Given first = given(ONE, S1, null);
        counter.says(new Called(first.call(), first.ticket()));
        counter.says(new Finished(first.call()));
        counter.says(new SignedOut(ONE, S1));
        signIn(counter, ONE, S1);

        assertThat(given(ONE, S1, null).ticket().number()).isEqualTo(2);
    }

    @Test
    void a_call_made_without_the_hub_that_it_has_not_heard_of_is_taken_as_the_newest() {
        kiosk.prints(1, "hukou", Priority.NONE);
        kiosk.prints(2, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        CallId made = given(ONE, S1, null).call();

        NextCall.Given next = given(ONE, S1, CallId.of(hall.ids.get()));

        assertThat(next.call()).isNotEqualTo(made);
        assertThat(next.ticket().number()).isEqualTo(2);
    }

    @Test
    void a_call_made_without_the_hub_counts_and_what_the_hub_made_after_it_is_the_answer() {
        TicketId local = kiosk.prints(1, "hukou", Priority.NONE);
        kiosk.prints(2, "hukou", Priority.NONE);
        kiosk.prints(3, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        CallId made = CallId.of(hall.ids.get());
        counter.says(new CalledLocally(made, local));
        pass();

        NextCall.Given next = given(ONE, S1, made);

        assertThat(next.ticket().number()).isEqualTo(2);
        assertThat(given(ONE, S1, made).call()).isEqualTo(next.call());
        TicketCall call = hall.read(rows -> HallCalls.find(rows, made)).orElseThrow();
        assertThat(call.counter()).isEqualTo(ONE);
        assertThat(call.staff()).isEqualTo(S1);
        assertThat(call.local()).isTrue();
    }

    /** However often an answer is lost and asked for again, at either counter: a ticket is called once, a call holds one. */
    @Test
    void no_lost_answer_ever_calls_two_citizens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int number = 1; number <= 40; number++) {
            kiosk.prints(number, "hukou", random.nextInt(4) == 0 ? Priority.ELDERLY : Priority.NONE);
            pass();
        }
        signIn(counter, ONE, S1);
        signIn(hall.journal("counter-2"), TWO, S2);
        CallId[] after = new CallId[2];
        Set<TicketId> served = new HashSet<>();
        while (served.size() < 40) {
            int at = random.nextInt(2);
            NextCall.Given given = null;
            do {
                pass();
                NextCall.Given again = given(at == 0 ? ONE : TWO, at == 0 ? S1 : S2, after[at]);
                assertThat(given == null ? again.call() : given.call())
                        .as("seed %d", seed)
                        .isEqualTo(again.call());
                given = again;
            } while (random.nextInt(3) == 0);
            assertThat(served.add(given.ticket()))
                    .as("seed %d: %s twice", seed, given)
                    .isTrue();
            after[at] = given.call();
        }
        assertThat(hall.count("call")).isEqualTo(40);
    }

    @Test
    void one_call_in_three_goes_to_priority_and_the_reason_is_kept() {
        for (int number = 1; number <= 4; number++) {
            kiosk.prints(number, "hukou", Priority.NONE);
            pass();
        }
        for (int number = 5; number <= 7; number++) {
            kiosk.prints(number, "hukou", Priority.ELDERLY);
            pass();
        }
        signIn(counter, ONE, S1);
        StringBuilder order = new StringBuilder();
        CallId after = null;
        for (int i = 0; i < 7; i++) {
            pass();
            NextCall.Given given = given(ONE, S1, after);
            after = given.call();
            CallReason reason = hall.read(rows -> HallCalls.find(rows, given.call()))
                    .orElseThrow()
                    .reason();
            order.append(given.ticket().number()).append(reason == CallReason.PRIORITY ? "! " : " ");
        }
        assertThat(order.toString()).isEqualTo("5! 1 2 6! 3 4 7 ");
    }

    @Test
    void a_ticket_that_is_handed_on_waits_again_with_its_arrival_time() {
        kiosk.prints(1, "hukou", Priority.NONE);
        pass();
        kiosk.prints(2, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        signIn(hall.journal("counter-2"), TWO, S2);
        NextCall.Given first = given(ONE, S1, null);

        assertThat(handOver(ONE, first.call(), TWO)).isEqualTo(Handover.DONE);
        assertThat(handOver(ONE, first.call(), TWO)).as("asked again").isEqualTo(Handover.DONE);

        assertThat(given(TWO, S2, null).ticket()).isEqualTo(first.ticket());
        assertThat(given(ONE, S1, first.call()).ticket().number()).isEqualTo(2);
    }

    @Test
    void a_ticket_is_handed_on_once_by_who_called_it_and_to_where_there_is_somebody() {
        kiosk.prints(1, "hukou", Priority.NONE);
        signIn(counter, ONE, S1);
        CallId call = given(ONE, S1, null).call();

        assertThat(handOver(TWO, call, ONE)).isEqualTo(Handover.NOT_YOURS);
        assertThat(handOver(ONE, CallId.of(hall.ids.get()), TWO)).isEqualTo(Handover.UNKNOWN_CALL);
        assertThat(handOver(ONE, call, new CounterId("77"))).isEqualTo(Handover.UNKNOWN_TARGET);
        counter.says(new Finished(call));
        assertThat(handOver(ONE, call, TWO)).isEqualTo(Handover.OVER);
    }

    @Test
    void a_ticket_that_nobody_serves_here_is_not_called_here() throws Exception {
        hall.decide(new ServiceAdded(
                new ServiceId("water"), new SeriesId("B"), "用水报装", null, new AgencyId("police"), List.of(TWO)));
        kiosk.prints(1, "water", Priority.NONE);
        signIn(counter, ONE, S1);

        assertThat(next(ONE, S1, null)).isEqualTo(new NextCall.NobodyWaiting());
    }

    private void pass() {
        hall.clock.pass(Duration.ofSeconds(1));
    }

    private void signIn(TestHall.Journal journal, CounterId at, StaffId staff) {
        pass();
        journal.says(new SignedIn(at, staff));
        journal.says(new CounterOpened(at));
        pass();
    }

    private NextCall next(CounterId at, StaffId staff, @Nullable CallId after) {
        DeviceId device = new DeviceId("counter-" + at);
        return hall.database.writeAndWait(tx -> calling.next(tx, device, at, staff, after, hall.clock.now()));
    }

    private NextCall.Given given(CounterId at, StaffId staff, @Nullable CallId after) {
        NextCall next = next(at, staff, after);
        assertThat(next).isInstanceOf(NextCall.Given.class);
        return (NextCall.Given) next;
    }

    private Handover handOver(CounterId at, CallId call, CounterId to) {
        DeviceId device = new DeviceId("counter-" + at);
        return hall.database.writeAndWait(tx -> calling.handOver(tx, device, at, call, null, to, "wrong window"));
    }
}

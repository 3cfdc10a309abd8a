package io.yizhan.hub.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingsTest {

    private static final CounterId ONE = new CounterId("1");
    private static final StaffId S1 = new StaffId("s1");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal counter;
    private CallId call;
    private TicketId ticket;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        counter = hall.journal("counter-1");
        ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        call = CallId.of(hall.ids.get());
        hall.decide(new CallMade(call, ticket, ONE, S1, CallReason.ARRIVAL));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_rating_stands_with_its_ticket_its_counter_its_person_and_both_times() {
        SessionId session = session();
        counter.says(new RatingOpened(session, call, ONE, S1));
        hall.clock.pass(Duration.ofSeconds(4));
        counter.says(new RatingGiven(session, 5));

        RatingSession rating = all(RatingFilter.of(TestHall.TODAY)).getFirst();

        assertThat(rating.ticket()).isEqualTo(ticket);
        assertThat(rating.counter()).isEqualTo(ONE);
        assertThat(rating.name()).isEqualTo("示范s1");
        assertThat(rating.outcome()).isEqualTo(RatingSession.Outcome.GIVEN);
        assertThat(rating.level()).isEqualTo(5);
        assertThat(Duration.between(
                        rating.opened().at(),
                        Objects.requireNonNull(rating.ended()).at()))
                .hasSeconds(4);
    }

    @Test
    void the_first_press_counts_and_a_second_is_set_aside() {
        SessionId session = rate(1);

        TestHall.Entered second = counter.says(new RatingGiven(session, 5));

        assertThat(second.fate()).isEqualTo(Fate.UNPROJECTED);
        assertThat(second.reason()).contains("the first end counts");
        assertThat(all(RatingFilter.of(TestHall.TODAY)).getFirst().level()).isEqualTo(1);
    }

    @Test
    void a_rating_of_a_session_that_never_opened_is_set_aside() {
        assertThat(counter.says(new RatingGiven(session(), 5)).fate()).isEqualTo(Fate.UNPROJECTED);
    }

    @Test
    void another_device_cannot_rate_in_a_session() {
        SessionId session = session();
        counter.says(new RatingOpened(session, call, ONE, S1));

        assertThat(hall.journal("counter-2").says(new RatingGiven(session, 5)).fate())
                .isEqualTo(Fate.UNPROJECTED);
    }

    @Test
    void a_session_opens_once() {
        SessionId session = session();
        counter.says(new RatingOpened(session, call, ONE, S1));

        assertThat(counter.says(new RatingOpened(session, call, ONE, S1)).fate())
                .isEqualTo(Fate.UNPROJECTED);
    }

    @Test
    void totals_pool_what_was_given_and_missed_and_leave_out_what_is_void_or_apart() {
        rate(5);
        rate(3);
        rate(2);
        SessionId missed = session();
        counter.says(new RatingOpened(missed, call, ONE, S1));
        counter.says(new RatingMissed(missed));
        SessionId ended = session();
        counter.says(new RatingOpened(ended, call, ONE, S1));
        counter.says(new RatingVoid(ended, "restart"));
        SessionId apart = session();
        counter.says(new RatingOpened(apart, null, ONE, S1));
        counter.says(new RatingGiven(apart, 1));

        RatingTotals totals = hall.read(rows -> Ratings.totals(rows, TestHall.TODAY, TestHall.TODAY, null, null));

        assertThat(totals).isEqualTo(new RatingTotals(3, 1, 2));
        assertThat(totals.satisfaction()).hasValue(2.0 / 3);
        assertThat(totals.missedShare()).hasValue(0.25);
    }

    @Test
    void a_rating_is_of_the_agency_in_which_the_person_worked_that_day() throws Exception {
        AgencyId tax = new AgencyId("tax");
        rate(5);
        hall.decide(new AgencyAdded(tax, "税务局", null));
        hall.clock.pass(Duration.ofDays(1));
        LocalDate moved = TestHall.TODAY.plusDays(1);
        hall.decide(new StaffMoved(S1, tax, moved, "admin"));
        rate(2);

        assertThat(levels(new AgencyId("police"))).containsExactly(5);
        assertThat(levels(tax)).containsExactly(2);
        assertThat(levels(null)).containsExactly(2, 5);
        RatingTotals atTax = hall.read(rows -> Ratings.totals(rows, TestHall.TODAY, moved, tax, null));
        assertThat(atTax).isEqualTo(new RatingTotals(1, 0, 0));
    }

    private List<Integer> levels(@Nullable AgencyId agency) {
        LocalDate from = TestHall.TODAY;
        RatingFilter filter = new RatingFilter(from, from.plusDays(1), null, agency, null, null, null);
        return all(filter).stream().map(RatingSession::level).toList();
    }

    @Test
    void nothing_by_nothing_is_no_rate() {
        RatingTotals totals = hall.read(rows -> Ratings.totals(rows, TestHall.TODAY, TestHall.TODAY, null, null));

        assertThat(totals).isEqualTo(RatingTotals.NONE);
        assertThat(totals.satisfaction()).isEmpty();
        assertThat(totals.missedShare()).isEmpty();
    }

    @Test
    void a_filter_lets_through_what_it_asks_for_and_nothing_else() {
        rate(5);
        rate(1);
        RatingFilter day = RatingFilter.of(TestHall.TODAY);

        assertThat(all(new RatingFilter(day.from(), day.to(), null, null, null, RatingSession.Outcome.GIVEN, 1)))
                .hasSize(1);
        assertThat(all(new RatingFilter(day.from(), day.to(), null, null, null, RatingSession.Outcome.MISSED, null)))
                .isEmpty();
        assertThat(all(new RatingFilter(day.from(), day.to(), ONE, null, S1, null, null)))
                .hasSize(2);
        assertThat(all(new RatingFilter(day.from(), day.to(), new CounterId("2"), null, null, null, null)))
                .isEmpty();
        int count = hall.read(rows -> Ratings.count(rows, day));
        assertThat(count).isEqualTo(2);
    }

    private SessionId rate(int level) {
        SessionId session = session();
        counter.says(new RatingOpened(session, call, ONE, S1));
        counter.says(new RatingGiven(session, level));
        return session;
    }

    private SessionId session() {
        return new SessionId(hall.ids.get().toString());
    }

    private List<RatingSession> all(RatingFilter filter) {
        return hall.read(rows -> Ratings.list(rows, filter, 100, 0));
    }
}

package io.yizhan.hub.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who are planned for a day to come, and do not come. */
class ArrivalTest {

    private static final LocalDate TODAY = TestHall.TODAY;
    private static final LocalDate FIRST = TODAY.plusDays(20);
    private static final AgencyId POLICE = new AgencyId("police");
    private static final AgencyId TAX = new AgencyId("tax");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId NEW = new StaffId("s7");

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new AgencyAdded(TAX, "税务局", null));
        hall.decide(new StaffAdded(NEW, "新人", TAX, null, FIRST, FIRST.plusDays(7), "admin"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_plan_that_is_taken_back_leaves_nobody_to_wait_for_and_nobody_named() throws Exception {
        hall.decide(new ChiefNamed(TAX, NEW, FIRST, "admin"));
        refused(new AgencyGone(TAX, TODAY, "admin")).hasMessageContaining("has 1 people");

        hall.decide(new NeverCame(NEW, "admin"));

        assertThat(of(NEW)).isEmpty();
        List<Chief> chiefs = hall.read(rows -> Careers.chiefs(rows, TODAY, FIRST.plusDays(99)));
        assertThat(chiefs).isEmpty();
        assertThat(member().isHere()).isFalse();
        assertThat(member().neverCame()).isTrue();
        hall.decide(new AgencyGone(TAX, TODAY, "admin"));
    }

    @Test
    void who_was_expected_yesterday_can_have_stayed_away_too() throws Exception {
        hall.decide(new TenureCorrected(NEW, TODAY.minusDays(1), TODAY.minusDays(1), "admin"));

        hall.decide(new NeverCame(NEW, "admin"));

        assertThat(of(NEW)).isEmpty();
    }

    @Test
    void who_has_moved_or_was_here_before_or_is_unknown_or_has_left_cannot_have_stayed_away() throws Exception {
        hall.decide(new TenureCorrected(NEW, TODAY.minusDays(5), TODAY.minusDays(5), "admin"));
        hall.decide(new StaffMoved(NEW, POLICE, TODAY.minusDays(1), "admin"));
        refused(new NeverCame(NEW, "admin")).hasMessageContaining("record the last day instead");

        hall.decide(new TenureCorrected(S1, TODAY.minusDays(9), TODAY.minusDays(9), "admin"));
        hall.decide(new StaffLeft(S1, TODAY.minusDays(5), "admin"));
        refused(new NeverCame(S1, "admin")).hasMessageContaining("the last day was");
        hall.decide(new StaffReturned(S1, TODAY.minusDays(1), "admin"));
        refused(new NeverCame(S1, "admin")).hasMessageContaining("record the last day instead");

        refused(new NeverCame(new StaffId("s99"), "admin")).hasMessageContaining("nobody here");
        assertThat(of(NEW)).hasSize(2);
        assertThat(of(S1)).hasSize(2);
    }

    @Test
    void who_comes_after_all_is_expected_on_another_day_with_the_name_known_from_then() throws Exception {
        hall.decide(new NeverCame(NEW, "admin"));

        hall.decide(new StaffReturned(NEW, FIRST.minusDays(5), "admin"));

        assertThat(of(NEW)).containsExactly(new Assignment(NEW, TAX, FIRST.minusDays(5), null));
        assertThat(member().isHere()).isTrue();
        assertThat(member().counterSince()).isEqualTo(FIRST.minusDays(5));
        List<Particulars> known = hall.read(rows -> Careers.of(rows, NEW)).particulars();
        assertThat(known).extracting(Particulars::from).containsExactly(FIRST.minusDays(5));
    }

    @Test
    void a_plan_that_was_taken_back_by_mistake_stands_again_as_it_was() throws Exception {
        hall.decide(new NeverCame(NEW, "admin"));

        hall.decide(new StaffReturned(NEW, FIRST, "admin"));

        assertThat(of(NEW)).containsExactly(new Assignment(NEW, TAX, FIRST, null));
        assertThat(member().counterSince()).isEqualTo(FIRST.plusDays(7));
    }

    @Test
    void nobody_is_named_moved_or_let_go_who_never_came_nor_the_number_given_again() throws Exception {
        hall.decide(new NeverCame(NEW, "admin"));

        refused(new NeverCame(NEW, "admin")).hasMessageContaining("nobody here");
        refused(new StaffMoved(NEW, POLICE, TODAY, "admin")).hasMessageContaining("nobody here");
        refused(new ChiefNamed(TAX, NEW, FIRST, "admin")).hasMessageContaining("nobody here");
        refused(new StaffLeft(NEW, TODAY, "admin")).hasMessageContaining("nobody here");
        refused(new StaffAdded(NEW, "别人", TAX, null, FIRST, FIRST, "admin")).hasMessageContaining("is taken");
        refused(new StaffReturned(NEW, TODAY.plusDays(400), "admin")).hasMessageContaining("look at the year");
        hall.decide(new AgencyGone(TAX, TODAY, "admin"));
        refused(new StaffReturned(NEW, FIRST, "admin")).hasMessageContaining("add the agency first");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(HubFact fact) {
        return assertThatThrownBy(() -> hall.decide(fact)).isInstanceOf(RuleBrokenException.class);
    }

    private List<Assignment> of(StaffId staff) {
        return hall.read(rows -> Careers.of(rows, staff)).assignments();
    }

    private StaffMember member() {
        return hall.read(rows -> People.find(rows, NEW)).orElseThrow();
    }
}

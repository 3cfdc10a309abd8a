package io.yizhan.hub.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareersTest {

    private static final LocalDate TODAY = TestHall.TODAY;
    private static final LocalDate JUNE_1 = LocalDate.of(2026, 6, 1);
    private static final LocalDate JULY_1 = LocalDate.of(2026, 7, 1);
    private static final AgencyId POLICE = new AgencyId("police");
    private static final AgencyId TAX = new AgencyId("tax");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");
    private static final StaffId NEW = new StaffId("s7");

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new AgencyAdded(TAX, "税务局", null));
        for (StaffId staff : List.of(S1, S2)) {
            hall.decide(new TenureCorrected(staff, LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 5), "admin"));
        }
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void an_entry_of_an_older_version_counts_from_its_day() throws Exception {
        StaffAdded older =
                Json.read("{\"staff\":\"s7\",\"name\":\"新人\",\"agency\":\"police\"}".getBytes(UTF_8), StaffAdded.class);
        StaffLeft left = Json.read("{\"staff\":\"s7\",\"by\":\"admin\"}".getBytes(UTF_8), StaffLeft.class);
        hall.decide(older);
        assertThat(of(NEW)).containsExactly(new Assignment(NEW, POLICE, TODAY, null));
        hall.clock.pass(Duration.ofDays(3));

        hall.decide(left);

        assertThat(of(NEW)).containsExactly(new Assignment(NEW, POLICE, TODAY, TODAY.plusDays(3)));
        assertThat(member(NEW).lastDay()).isEqualTo(TODAY.plusDays(3));
    }

    @Test
    void who_moves_has_been_at_the_former_agency_until_the_day_before() throws Exception {
        hall.decide(new StaffMoved(S1, TAX, JULY_1, "admin"));

        assertThat(of(S1))
                .containsExactly(
                        new Assignment(S1, POLICE, LocalDate.of(2026, 1, 5), JULY_1.minusDays(1)),
                        new Assignment(S1, TAX, JULY_1, null));
        assertThat(member(S1).agency().agency()).isEqualTo(TAX);
        List<Assignment> inJuly = hall.read(rows -> Careers.assignments(rows, JULY_1, JULY_1));
        assertThat(inJuly)
                .contains(new Assignment(S1, TAX, JULY_1, null))
                .noneMatch(each -> each.staff().equals(S1) && each.agency().equals(POLICE));
    }

    @Test
    void a_move_before_the_last_one_or_before_joining_or_ahead_or_to_where_one_is_is_refused() throws Exception {
        hall.decide(new StaffMoved(S1, TAX, JULY_1, "admin"));

        refused(new StaffMoved(S1, POLICE, JUNE_1, "admin")).hasMessageContaining("came to tax on 2026-07-01");
        refused(new StaffMoved(S2, TAX, LocalDate.of(2026, 1, 4), "admin")).hasMessageContaining("2026-01-05");
        refused(new StaffMoved(S2, TAX, TODAY.plusDays(1), "admin")).hasMessageContaining("has not come yet");
        refused(new StaffMoved(S2, POLICE, JULY_1, "admin")).hasMessageContaining("already");
        refused(new StaffMoved(S2, new AgencyId("nowhere"), JULY_1, "admin")).hasMessageContaining("add the agency");
        refused(new StaffMoved(new StaffId("s9"), TAX, JULY_1, "admin")).hasMessageContaining("nobody here");
        assertThat(of(S2)).hasSize(1);
    }

    @Test
    void a_wrong_move_is_put_right_on_its_own_day() throws Exception {
        hall.decide(new StaffMoved(S1, TAX, JULY_1, "admin"));

        hall.decide(new StaffMoved(S1, POLICE, JULY_1, "admin"));

        assertThat(of(S1)).containsExactly(new Assignment(S1, POLICE, LocalDate.of(2026, 1, 5), null));
    }

    @Test
    void an_agency_has_one_chief_a_day_and_the_former_ends_the_day_before() throws Exception {
        hall.decide(new ChiefNamed(POLICE, S1, JUNE_1, "admin"));
        hall.decide(new ChiefNamed(POLICE, S2, JULY_1, "admin"));

        assertThat(chiefs())
                .containsExactly(
                        new Chief(POLICE, S1, JUNE_1, JULY_1.minusDays(1)), new Chief(POLICE, S2, JULY_1, null));

        hall.decide(new ChiefNamed(POLICE, null, JULY_1.plusDays(10), "admin"));

        assertThat(chiefs().getLast().to()).isEqualTo(JULY_1.plusDays(9));
    }

    @Test
    void nobody_is_chief_of_a_foreign_agency_or_twice_or_before_coming_or_before_the_one_who_is() throws Exception {
        hall.decide(new ChiefNamed(POLICE, S1, JULY_1, "admin"));

        refused(new ChiefNamed(TAX, S2, JULY_1, "admin")).hasMessageContaining("one of its own people");
        refused(new ChiefNamed(POLICE, S1, TODAY, "admin")).hasMessageContaining("already, since 2026-07-01");
        refused(new ChiefNamed(POLICE, S2, JUNE_1, "admin")).hasMessageContaining("since 2026-07-01");
        refused(new ChiefNamed(POLICE, S2, LocalDate.of(2025, 1, 1), "admin")).hasMessageContaining("2026-01-05");
        refused(new ChiefNamed(TAX, null, TODAY, "admin")).hasMessageContaining("nothing to end");
        refused(new ChiefNamed(POLICE, S2, TODAY.plusDays(400), "admin")).hasMessageContaining("look at the year");
        assertThat(chiefs()).containsExactly(new Chief(POLICE, S1, JULY_1, null));
    }

    @Test
    void the_first_day_of_a_naming_takes_another_name_instead() throws Exception {
        hall.decide(new ChiefNamed(POLICE, S1, JULY_1, "admin"));

        hall.decide(new ChiefNamed(POLICE, S2, JULY_1, "admin"));

        assertThat(chiefs()).containsExactly(new Chief(POLICE, S2, JULY_1, null));
    }

    @Test
    void b_stands_in_for_a_until_another_does_or_nobody() throws Exception {
        hall.decide(new StandInNamed(S1, S2, JUNE_1, "admin"));
        hall.decide(new StandInNamed(S1, null, JULY_1, "admin"));

        assertThat(standIns()).containsExactly(new StandIn(S1, S2, JUNE_1, JULY_1.minusDays(1)));
        List<StandIn> later = hall.read(rows -> Careers.standIns(rows, JULY_1, TODAY));
        assertThat(later).isEmpty();
    }

    @Test
    void nobody_stands_in_for_himself_or_for_another_agencys_people() throws Exception {
        hall.decide(new StaffMoved(S2, TAX, JULY_1, "admin"));

        refused(new StandInNamed(S1, S2, TODAY, "admin")).hasMessageContaining("of the same agency");
        assertThatThrownBy(() -> new StandInNamed(S1, S1, TODAY, "admin")).hasMessageContaining("another person");
        refused(new StandInNamed(S1, null, TODAY, "admin")).hasMessageContaining("nothing to end");
        assertThat(standIns()).isEmpty();
    }

    @Test
    void who_moves_or_leaves_is_chief_and_stand_in_no_longer() throws Exception {
        hall.decide(new ChiefNamed(POLICE, S1, JUNE_1, "admin"));
        hall.decide(new StandInNamed(S1, S2, JUNE_1, "admin"));
        hall.decide(new StandInNamed(S2, S1, TODAY.plusDays(9), "admin"));

        hall.decide(new StaffMoved(S1, TAX, JULY_1, "admin"));

        assertThat(chiefs()).containsExactly(new Chief(POLICE, S1, JUNE_1, JULY_1.minusDays(1)));
        assertThat(standIns()).containsExactly(new StandIn(S1, S2, JUNE_1, JULY_1.minusDays(1)));
    }

    @Test
    void who_left_by_mistake_was_never_gone() throws Exception {
        hall.decide(new StaffLeft(S1, JULY_1, "admin"));
        assertThat(of(S1).getLast().to()).isEqualTo(JULY_1);

        hall.decide(new StaffReturned(S1, JULY_1.plusDays(1), "admin"));

        assertThat(of(S1)).containsExactly(new Assignment(S1, POLICE, LocalDate.of(2026, 1, 5), null));
        assertThat(member(S1).isHere()).isTrue();
        assertThat(member(S1).counterSince()).isEqualTo(LocalDate.of(2026, 1, 5));
    }

    @Test
    void who_comes_back_later_begins_anew() throws Exception {
        hall.decide(new StaffLeft(S1, JUNE_1, "admin"));

        hall.decide(new StaffReturned(S1, JULY_1, "admin"));

        assertThat(of(S1)).hasSize(2);
        assertThat(member(S1).since()).isEqualTo(JULY_1);
        assertThat(member(S1).counterSince()).isEqualTo(JULY_1);
    }

    @Test
    void leaving_before_joining_or_ahead_and_returning_before_leaving_or_while_here_is_refused() throws Exception {
        refused(new StaffLeft(S1, LocalDate.of(2026, 1, 4), "admin")).hasMessageContaining("came to the agency on");
        refused(new StaffLeft(S1, TODAY.plusDays(1), "admin")).hasMessageContaining("has not come yet");
        refused(new StaffReturned(S1, TODAY, "admin")).hasMessageContaining("who has not left");
        hall.decide(new StaffLeft(S1, JULY_1, "admin"));

        refused(new StaffReturned(S1, JULY_1, "admin")).hasMessageContaining("on a later day");
        refused(new StaffLeft(S1, JULY_1, "admin")).hasMessageContaining("last day was 2026-07-01");
        refused(new StaffMoved(S1, TAX, TODAY, "admin")).hasMessageContaining("nobody here");
    }

    @Test
    void another_name_and_post_hold_from_their_day_on() throws Exception {
        hall.decide(new StaffChanged(S1, "示范甲", "受理", JULY_1, "admin"));

        List<Particulars> known = hall.read(rows -> Careers.of(rows, S1)).particulars();
        assertThat(known)
                .extracting(Particulars::from, Particulars::name, Particulars::post)
                .containsExactly(tuple(LocalDate.of(2026, 1, 5), "示范s1", null), tuple(JULY_1, "示范甲", "受理"));
        assertThat(member(S1).name()).isEqualTo("示范甲");
        refused(new StaffChanged(S1, "示范乙", null, JUNE_1, "admin")).hasMessageContaining("known since 2026-07-01");
        assertThatThrownBy(() -> new StaffChanged(S1, "  ", null, TODAY, "admin"))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> new StaffChanged(S1, "长".repeat(41), null, TODAY, "admin"))
                .hasMessageContaining("41 characters");
    }

    @Test
    void a_wrong_first_day_is_put_right_unless_it_contradicts_what_came_later() throws Exception {
        hall.decide(new StaffMoved(S1, TAX, JULY_1, "admin"));
        hall.decide(new StandInNamed(S2, new StaffId("s3"), TODAY, "admin"));

        hall.decide(new TenureCorrected(S1, JUNE_1, JUNE_1.plusDays(7), "admin"));

        assertThat(of(S1).getFirst()).isEqualTo(new Assignment(S1, POLICE, JUNE_1, JULY_1.minusDays(1)));
        refused(new TenureCorrected(S1, JULY_1, JULY_1, "admin")).hasMessageContaining("before the move");
        refused(new TenureCorrected(S1, JUNE_1, JUNE_1.minusDays(1), "admin")).hasMessageContaining("both days");
        refused(new TenureCorrected(S2, TODAY.plusDays(1), TODAY.plusDays(1), "admin"))
                .hasMessageContaining("A/B post");
        assertThatThrownBy(() -> new TenureCorrected(S1, LocalDate.of(226, 6, 1), JUNE_1, "admin"))
                .hasMessageContaining("look at the year");
    }

    @Test
    void an_agency_goes_once_nobody_is_left_and_may_come_back() throws Exception {
        refused(new AgencyGone(POLICE, TODAY, "admin")).hasMessageContaining("has 3 people");
        hall.decide(new StaffMoved(S1, TAX, JULY_1, "admin"));
        hall.decide(new StaffMoved(S1, POLICE, TODAY, "admin"));
        refused(new AgencyGone(TAX, JULY_1, "admin")).hasMessageContaining("after 2026-07-01");

        hall.decide(new AgencyGone(TAX, TODAY, "admin"));

        List<Agency> left = hall.read(People::agencies);
        assertThat(left).extracting(Agency::agency).containsExactly(POLICE);
        refused(new StaffMoved(S1, TAX, TODAY, "admin")).hasMessageContaining("add the agency first");
        hall.decide(new AgencyAdded(TAX, "国家税务局", null));
        hall.decide(new AgencyRenamed(TAX, "税务局", "Tax", "admin"));
        assertThat(hall.read(People::agencies).getLast().name()).isEqualTo("税务局");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(HubFact fact) {
        return assertThatThrownBy(() -> hall.decide(fact)).isInstanceOf(RuleBrokenException.class);
    }

    private List<Assignment> of(StaffId staff) {
        return hall.read(rows -> Careers.of(rows, staff)).assignments();
    }

    private StaffMember member(StaffId staff) {
        return hall.read(rows -> People.find(rows, staff)).orElseThrow();
    }

    private List<Chief> chiefs() {
        return hall.read(rows -> Careers.chiefs(rows, LocalDate.of(2026, 1, 1), TODAY));
    }

    private List<StandIn> standIns() {
        return hall.read(rows -> Careers.standIns(rows, LocalDate.of(2026, 1, 1), TODAY.plusDays(100)));
    }
}

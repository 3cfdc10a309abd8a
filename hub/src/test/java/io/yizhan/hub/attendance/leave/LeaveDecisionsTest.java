package io.yizhan.hub.attendance.leave;

import static io.yizhan.hub.attendance.leave.LeaveHall.ADMIN;
import static io.yizhan.hub.attendance.leave.LeaveHall.AUDITOR;
import static io.yizhan.hub.attendance.leave.LeaveHall.CENTRE;
import static io.yizhan.hub.attendance.leave.LeaveHall.CHIEF;
import static io.yizhan.hub.attendance.leave.LeaveHall.CHIEF_SELF;
import static io.yizhan.hub.attendance.leave.LeaveHall.CLERK;
import static io.yizhan.hub.attendance.leave.LeaveHall.CLERK_SELF;
import static io.yizhan.hub.attendance.leave.LeaveHall.LEADER;
import static io.yizhan.hub.attendance.leave.LeaveHall.LEADER_OF_TAX;
import static io.yizhan.hub.attendance.leave.LeaveHall.MONDAY;
import static io.yizhan.hub.attendance.leave.LeaveHall.OF_TAX;
import static io.yizhan.hub.attendance.leave.LeaveHall.OTHER_WITH_CHIEFS_ROLE;
import static io.yizhan.hub.attendance.leave.LeaveHall.am;
import static io.yizhan.hub.attendance.leave.LeaveHall.done;
import static io.yizhan.hub.attendance.leave.LeaveHall.pm;
import static io.yizhan.hub.attendance.leave.LeaveHall.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.hub.staff.TenureCorrected;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may approve whose leave (NC 36), and what is refused. */
class LeaveDecisionsTest {

    private static final LocalDate FRIDAY = MONDAY.plusDays(4);
    private static final LocalDate NEXT_MONDAY = MONDAY.plusDays(7);

    private static final Map<String, Actor> EVERYBODY = new TreeMap<>(Map.of(
            "admin", ADMIN,
            "auditor", AUDITOR,
            "centre", CENTRE,
            "chief", CHIEF_SELF,
            "clerk", CLERK_SELF,
            "former chief", OTHER_WITH_CHIEFS_ROLE,
            "leader", LEADER,
            "leader of tax", LEADER_OF_TAX));

    @TempDir
    Path folder;

    private LeaveHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new LeaveHall(folder);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @ParameterizedTest(name = "{0}, {1} half-days: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            s2 | 1 | chief         | yes
            s2 | 2 | chief         | yes
            s2 | 9 | chief         | yes
            s1 | 1 | centre        | turns down alone
            s1 | 2 | centre leader | yes
            s1 | 9 | centre leader | yes
            t1 | 1 | leader of tax | yes
            t1 | 2 | leader of tax | yes
            """)
    void whose_leave_of_which_length_waits_for_whom_and_for_nobody_else(
            String staff, int halfDays, String who, String approves) {
        HalfDay to = am(MONDAY.plusDays(1));
        for (int i = 1; i < halfDays; i++) {
            to = to.next();
        }
        LeaveRequest request = hall.asked(new StaffId(staff), am(MONDAY.plusDays(1)), to, ADMIN);

        List<String> mayDecide = EVERYBODY.entrySet().stream()
                .filter(each -> LeaveRule.objection(request, each.getValue(), chiefOf(request))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(String.join(" ", mayDecide)).isEqualTo(who.strip());
        for (Actor actor : EVERYBODY.values()) {
            boolean itsTurn = approves.equals("yes")
                    && LeaveRule.objection(request, actor, chiefOf(request)).isEmpty();
            Decided decided = hall.leave.approve(request.id(), actor);
            assertThat(decided instanceof Decided.Done).as(actor.account()).isEqualTo(itsTurn);
        }
        assertThat(hall.found(request.id()).state())
                .isEqualTo(approves.equals("yes") ? LeaveState.GRANTED : LeaveState.ASKED);
    }

    private static @Nullable StaffId chiefOf(LeaveRequest request) {
        return request.agency().equals(LeaveHall.POLICE) ? CHIEF : null;
    }

    @Test
    void half_a_day_of_a_chiefs_leave_counts_once_somebody_else_files_it() {
        LeaveRequest request = hall.asked(CHIEF, am(FRIDAY), am(FRIDAY), CHIEF_SELF);

        assertThat(why(hall.leave.file(request.id(), CHIEF_SELF))).isEqualTo(Why.OWN);
        assertThat(why(hall.leave.approve(request.id(), CENTRE))).isEqualTo(Why.NOT_YOURS);
        done(hall.leave.file(request.id(), ADMIN));

        assertThat(hall.found(request.id()).state()).isEqualTo(LeaveState.GRANTED);
    }

    @Test
    void who_asked_for_a_chiefs_half_day_does_not_file_it_alone() {
        LeaveRequest request = hall.asked(CHIEF, am(FRIDAY), am(FRIDAY), ADMIN);

        assertThat(why(hall.leave.file(request.id(), ADMIN))).isEqualTo(Why.OWN);
        done(hall.leave.file(request.id(), CENTRE));
    }

    @Test
    void splitting_a_chiefs_day_in_two_evades_no_approval() {
        done(hall.leave.file(
                hall.asked(CHIEF, am(FRIDAY), am(FRIDAY), CHIEF_SELF).id(), ADMIN));

        LeaveRequest second = hall.asked(CHIEF, pm(FRIDAY), pm(FRIDAY), CHIEF_SELF);

        assertThat(second.needs()).containsExactly(Capacity.AGENCY_LEADER, Capacity.CENTRE);
        assertThat(why(hall.leave.file(second.id(), ADMIN))).isEqualTo(Why.NOT_APPROVED);
    }

    @Test
    void half_days_around_a_weekend_or_a_holiday_are_one_leave_and_around_a_workday_are_not() {
        hall.asked(CHIEF, pm(FRIDAY), pm(FRIDAY), CHIEF_SELF);
        assertThat(hall.asked(CHIEF, am(NEXT_MONDAY), am(NEXT_MONDAY), CHIEF_SELF)
                        .needs())
                .as("over a weekend")
                .hasSize(2);

        hall.asked(CHIEF, pm(LocalDate.of(2026, 12, 11)), pm(LocalDate.of(2026, 12, 11)), CHIEF_SELF);
        LocalDate after = LocalDate.of(2026, 12, 16);
        assertThat(hall.asked(CHIEF, am(after), am(after), CHIEF_SELF).needs())
                .as("over a weekend and a holiday")
                .hasSize(2);
        assertThat(hall.asked(CHIEF, am(after.plusDays(1)), am(after.plusDays(1)), CHIEF_SELF)
                        .needs())
                .as("an afternoon of work between")
                .isEmpty();
        LocalDate between = LocalDate.of(2026, 12, 21);
        hall.asked(CHIEF, am(between), am(between), CHIEF_SELF);
        hall.asked(CHIEF, am(between.plusDays(1)), am(between.plusDays(1)), CHIEF_SELF);
        assertThat(hall.asked(CHIEF, pm(between), pm(between), CHIEF_SELF).needs())
                .as("what joins two")
                .hasSize(2);
    }

    @Test
    void what_was_turned_down_or_cancelled_adjoins_nothing() {
        LeaveRequest first = hall.asked(CHIEF, am(FRIDAY), am(FRIDAY), CHIEF_SELF);
        done(hall.leave.refuse(first.id(), "检查", CENTRE));

        assertThat(hall.asked(CHIEF, pm(FRIDAY), pm(FRIDAY), CHIEF_SELF).needs())
                .isEmpty();
    }

    @Test
    void nobody_approves_what_he_asked_for_so_a_chief_who_asks_for_another_leaves_it_to_the_leader_in_charge() {
        LeaveRequest own = hall.asked(CLERK, am(FRIDAY), am(FRIDAY), CHIEF_SELF);

        assertThat(why(hall.leave.approve(own.id(), CHIEF_SELF))).isEqualTo(Why.OWN);
        assertThat(why(hall.leave.refuse(own.id(), "不行", CHIEF_SELF))).isEqualTo(Why.OWN);
        done(hall.leave.approve(own.id(), LEADER));
        assertThat(hall.found(own.id()).state()).isEqualTo(LeaveState.GRANTED);
    }

    @Test
    void approved_leave_is_filed_once_by_whoever_files_for_the_centre() {
        LeaveRequest request = hall.asked(CLERK, am(FRIDAY), pm(FRIDAY), ADMIN);
        assertThat(why(hall.leave.file(request.id(), ADMIN))).isEqualTo(Why.NOT_APPROVED);
        done(hall.leave.approve(request.id(), CHIEF_SELF));
        assertThat(hall.found(request.id()).waitsForFiling()).isTrue();

        done(hall.leave.file(request.id(), ADMIN));

        assertThat(hall.found(request.id()).isFiled()).isTrue();
        assertThat(why(hall.leave.file(request.id(), CENTRE))).isEqualTo(Why.DECIDED);
        assertThat(why(hall.leave.approve(request.id(), CHIEF_SELF))).isEqualTo(Why.DECIDED);
    }

    @Test
    void single_slots_are_of_their_own_half_days_and_of_a_day_that_has_them() {
        LeaveWish wish = slots(FRIDAY, FRIDAY, "evening-out");
        LeaveRequest request = hall.found(done(hall.leave.ask(wish, CLERK_SELF)));
        assertThat(request.leave().from()).isEqualTo(pm(FRIDAY));
        assertThat(request.leave().to()).isEqualTo(pm(FRIDAY));

        assertThat(why(hall.leave.ask(slots(FRIDAY, FRIDAY, "noon-in"), CLERK_SELF)))
                .isEqualTo(Why.UNKNOWN_SLOT);
        assertThat(why(hall.leave.ask(slots(MONDAY, FRIDAY, "morning-in"), CLERK_SELF)))
                .isEqualTo(Why.SLOTS_OF_ONE_DAY);
        assertThat(why(hall.leave.ask(slots(FRIDAY, FRIDAY, "evening-out", "afternoon-in"), CLERK_SELF)))
                .isEqualTo(Why.OVERLAPS);
        done(hall.leave.ask(slots(FRIDAY, FRIDAY, "afternoon-in"), CLERK_SELF));
    }

    @Test
    void an_overlap_is_refused_with_the_other_leave_named() {
        LeaveRequest first = hall.asked(CLERK, pm(MONDAY), am(FRIDAY), CLERK_SELF);

        Decided.Refused refused = (Decided.Refused) hall.ask(CLERK, am(FRIDAY), pm(FRIDAY), CLERK_SELF);

        assertThat(refused.why()).isEqualTo(Why.OVERLAPS);
        assertThat(refused.say())
                .contains(first.id(), "2026-11-23 afternoon", "2026-11-27 morning", "cancel that one first");
        done(hall.ask(CLERK, pm(FRIDAY), pm(FRIDAY), CLERK_SELF));
        done(hall.ask(CHIEF, am(FRIDAY), am(FRIDAY), CHIEF_SELF));
    }

    @Test
    void what_cannot_be_leave_is_refused() {
        LocalDate saturday = FRIDAY.plusDays(1);
        assertThat(why(hall.ask(CLERK, pm(FRIDAY), am(FRIDAY), CLERK_SELF))).isEqualTo(Why.ENDS_BEFORE);
        assertThat(why(hall.ask(CLERK, am(saturday), pm(saturday.plusDays(1)), CLERK_SELF)))
                .isEqualTo(Why.NO_WORKDAY);
        assertThat(why(hall.ask(CLERK, am(FRIDAY), am(FRIDAY.plusDays(366)), CLERK_SELF)))
                .isEqualTo(Why.TOO_LONG);
        assertThat(why(hall.ask(CLERK, am(MONDAY.plusDays(367)), am(MONDAY.plusDays(367)), CLERK_SELF)))
                .isEqualTo(Why.TOO_FAR);
        assertThat(why(hall.ask(CLERK, am(MONDAY.minusDays(3)), am(MONDAY), CLERK_SELF)))
                .as("the person came on Monday")
                .isEqualTo(Why.NOT_EMPLOYED);
        assertThat(why(hall.ask(new StaffId("s9"), am(FRIDAY), am(FRIDAY), ADMIN)))
                .isEqualTo(Why.NOT_EMPLOYED);
        assertThat(why(hall.leave.ask(
                        new LeaveWish(CLERK, LeaveType.SICK, am(FRIDAY), am(FRIDAY), List.of(), " "), CLERK_SELF)))
                .isEqualTo(Why.TEXT);
        assertThat(why(hall.leave.approve("l9", CHIEF_SELF))).isEqualTo(Why.UNKNOWN);
    }

    @Test
    void leave_over_a_closed_month_is_refused_granted_or_taken_back_nowhere() {
        LeaveRequest open = hall.asked(CLERK, am(FRIDAY), am(FRIDAY), CLERK_SELF);
        LeaveRequest granted = hall.asked(CLERK, pm(FRIDAY), pm(NEXT_MONDAY), CLERK_SELF);
        done(hall.leave.approve(granted.id(), CHIEF_SELF));
        hall.closed = YearMonth.of(2026, 11);

        Decided.Refused refused =
                (Decided.Refused) hall.ask(CLERK, am(MONDAY.plusDays(1)), am(MONDAY.plusDays(1)), CLERK_SELF);
        assertThat(refused.why()).isEqualTo(Why.CLOSED_MONTH);
        assertThat(refused.say()).contains("bulletin 7", "2026-11");
        assertThat(why(hall.leave.approve(open.id(), CHIEF_SELF))).isEqualTo(Why.CLOSED_MONTH);
        assertThat(why(hall.leave.cancel(granted.id(), pm(FRIDAY), "不休了", CLERK_SELF)))
                .isEqualTo(Why.CLOSED_MONTH);
        done(hall.leave.file(granted.id(), ADMIN));
        done(hall.ask(OF_TAX, am(FRIDAY), am(FRIDAY), ADMIN));
        done(hall.ask(CLERK, am(LocalDate.of(2026, 12, 2)), am(LocalDate.of(2026, 12, 2)), CLERK_SELF));
    }

    @Test
    void leave_over_a_move_is_held_against_both_agencies_closed_months() throws RuleBrokenException {
        LocalDate since = MONDAY.minusDays(30);
        hall.hall.decide(new TenureCorrected(OF_TAX, since, since, "admin"));
        hall.hall.decide(new StaffMoved(OF_TAX, LeaveHall.POLICE, MONDAY, "admin"));
        LeaveRequest request = hall.asked(OF_TAX, am(MONDAY.minusDays(3)), pm(MONDAY), ADMIN);
        hall.closed = YearMonth.of(2026, 11);

        assertThat(why(hall.leave.approve(request.id(), LEADER_OF_TAX))).isEqualTo(Why.CLOSED_MONTH);
        LeaveRequest before = hall.asked(OF_TAX, am(MONDAY.minusDays(4)), pm(MONDAY.minusDays(4)), ADMIN);
        done(hall.leave.approve(before.id(), LEADER_OF_TAX));
    }

    @Test
    void leave_is_cut_short_from_a_half_day_on_and_slots_only_as_a_whole() {
        LeaveRequest request = hall.asked(CLERK, am(MONDAY), pm(FRIDAY), CLERK_SELF);
        done(hall.leave.approve(request.id(), CHIEF_SELF));
        done(hall.leave.cancel(request.id(), am(FRIDAY), "提前回来", CLERK_SELF));

        assertThat(hall.found(request.id()).leave().to()).isEqualTo(pm(FRIDAY.minusDays(1)));
        assertThat(why(hall.leave.cancel(request.id(), am(FRIDAY), "提前回来", CLERK_SELF)))
                .isEqualTo(Why.NOTHING_TO_CANCEL);
        String slots = done(hall.leave.ask(slots(FRIDAY, FRIDAY, "morning-in", "evening-out"), CLERK_SELF));
        assertThat(why(hall.leave.cancel(slots, pm(FRIDAY), "不休了", CLERK_SELF))).isEqualTo(Why.SLOTS_WHOLE);
        done(hall.leave.cancel(slots, am(MONDAY), "不休了", CLERK_SELF));
        assertThat(why(hall.leave.cancel(slots, am(FRIDAY), "不休了", CLERK_SELF))).isEqualTo(Why.DECIDED);
    }

    private static LeaveWish slots(LocalDate from, LocalDate to, String... slots) {
        return new LeaveWish(CLERK, LeaveType.SITE_VISIT, am(from), pm(to), List.of(slots), "踏勘");
    }
}

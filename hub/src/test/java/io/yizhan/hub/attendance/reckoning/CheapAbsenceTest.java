package io.yizhan.hub.attendance.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.attendance.rules.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheapAbsenceTest {

    private static final AttendanceRules EXAMPLE = Shipped.example();

    @Test
    void by_the_example_one_missed_slot_costs_nothing_and_much_lateness_half_a_day() {
        assertThat(CheapAbsence.of(EXAMPLE))
                .extracting(CheapAbsenceTest::said)
                .containsExactly("[morning-in] 0 < 1", "[afternoon-in] 0 < 1");
    }

    @Test
    void where_lateness_makes_no_absence_nothing_is_cheaper_than_coming_late() {
        assertThat(CheapAbsence.of(under(new AbsenceRule(null, null, 2)))).isEmpty();
    }

    @Test
    void where_nobody_can_be_so_late_nothing_is_cheaper_either() {
        assertThat(CheapAbsence.of(under(new AbsenceRule(90, null, 2))))
                .as("the morning slot closes 89 minutes after it is due")
                .isEmpty();
        assertThat(CheapAbsence.of(under(new AbsenceRule(89, null, 2)))).hasSize(1);
    }

    @Test
    void two_slots_together_can_be_cheap_where_neither_is_alone() {
        assertThat(CheapAbsence.of(under(new AbsenceRule(30, null, 1))))
                .extracting(CheapAbsenceTest::said)
                .containsExactly("[morning-in, afternoon-in] 1 < 2");
    }

    @Test
    void leaving_early_is_weighed_like_coming_late() {
        assertThat(CheapAbsence.of(under(new AbsenceRule(null, 60, 2))))
                .extracting(CheapAbsenceTest::said)
                .containsExactly("[evening-out] 0 < 1");
    }

    @Test
    void each_kind_of_hours_is_looked_at() {
        List<Slot> ins = EXAMPLE.hours().getFirst().slots().stream()
                .filter(slot -> slot.direction() == Direction.IN)
                .toList();
        Hours summer = new Hours("夏季", null, List.of(), true, ins);
        AttendanceRules both = new AttendanceRules(
                EXAMPLE.from(),
                EXAMPLE.source(),
                EXAMPLE.weekdays(),
                List.of(summer, EXAMPLE.hours().getFirst()),
                EXAMPLE.absence(),
                EXAMPLE.lateBucketsMin());

        assertThat(CheapAbsence.of(both))
                .extracting(each -> each.hours().name())
                .contains("夏季", "平时");
    }

    private static AttendanceRules under(AbsenceRule absence) {
        return new AttendanceRules(
                EXAMPLE.from(),
                EXAMPLE.source(),
                EXAMPLE.weekdays(),
                EXAMPLE.hours(),
                absence,
                EXAMPLE.lateBucketsMin());
    }

    private static String said(CheapAbsence cheap) {
        return cheap.slots().stream().map(Slot::id).toList() + " " + cheap.missed() + " < " + cheap.beyond();
    }
}

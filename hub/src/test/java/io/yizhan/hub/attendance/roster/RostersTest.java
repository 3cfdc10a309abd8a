package io.yizhan.hub.attendance.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RostersTest {

    private static final AgencyId POLICE = new AgencyId("police");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");
    private static final LocalDate DAY = TestHall.TODAY;

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
    void a_roster_says_who_is_at_the_front_and_also_that_nobody_needs_to_be() throws RuleBrokenException {
        hall.decide(new RosterSet(POLICE, DAY, List.of(S2, S1), List.of(), "chief"));

        assertThat(fronts(DAY, DAY))
                .containsExactly(
                        new Front(POLICE, new HalfDay(DAY, Half.MORNING), List.of(S1, S2)),
                        new Front(POLICE, new HalfDay(DAY, Half.AFTERNOON), List.of()));
        assertThat(fronts(DAY.plusDays(1), DAY.plusDays(9)))
                .as("no roster was set")
                .isEmpty();
    }

    @Test
    void the_newer_word_on_a_day_counts_and_other_days_stay() throws RuleBrokenException {
        hall.decide(new RosterSet(POLICE, DAY, List.of(S1), List.of(S1), "chief"));
        hall.decide(new RosterSet(POLICE, DAY.plusDays(1), List.of(S1), List.of(S1), "chief"));
        hall.decide(new RosterSet(POLICE, DAY, List.of(), List.of(S2), "chief"));

        assertThat(fronts(DAY, DAY.plusDays(1)))
                .extracting(Front::staff)
                .containsExactly(List.of(), List.of(S2), List.of(S1), List.of(S1));
    }

    @Test
    void a_roster_of_nobodys_agency_or_with_somebody_twice_is_refused() {
        assertThatThrownBy(() -> hall.decide(new RosterSet(new AgencyId("tax"), DAY, List.of(), List.of(), "chief")))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("not in the hall");
        assertThatThrownBy(() -> new RosterSet(POLICE, DAY, List.of(S1, S1), List.of(), "chief"))
                .hasMessageContaining("stands twice");
    }

    private List<Front> fronts(LocalDate from, LocalDate to) {
        return hall.read(rows -> Rosters.fronts(rows, from, to));
    }
}

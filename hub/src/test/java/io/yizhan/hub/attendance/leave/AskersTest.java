package io.yizhan.hub.attendance.leave;

import static io.yizhan.hub.attendance.leave.LeaveHall.CHIEF;
import static io.yizhan.hub.attendance.leave.LeaveHall.CHIEF_SELF;
import static io.yizhan.hub.attendance.leave.LeaveHall.CLERK;
import static io.yizhan.hub.attendance.leave.LeaveHall.LEADER;
import static io.yizhan.hub.attendance.leave.LeaveHall.MONDAY;
import static io.yizhan.hub.attendance.leave.LeaveHall.POLICE;
import static io.yizhan.hub.attendance.leave.LeaveHall.done;
import static io.yizhan.hub.attendance.leave.LeaveHall.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.AccountAdded;
import io.yizhan.hub.access.ApiTokenAdded;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.RuleBrokenException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chief representative who has a token and a second account beside the account that decides. */
class AskersTest {

    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    @TempDir
    Path folder;

    private LeaveHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new LeaveHall(folder);
        hall.hall.decide(new ApiTokenAdded("tool", Role.CHIEF_REPRESENTATIVE, CHIEF, null, "admin"));
        hall.hall.decide(new AccountAdded("second", Role.CHIEF_REPRESENTATIVE, CHIEF, null, "admin"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"program tool", "second"})
    void what_a_person_asked_for_another_way_that_person_does_not_grant(String by) {
        String id = done(hall.corrections.ask(
                CorrectionAndWaiverDecisionsTest.correction(CLERK, MONDAY.atTime(8, 12)), self(by)));

        assertThat(why(hall.corrections.grant(id, CHIEF_SELF))).isEqualTo(Why.OWN);
        assertThat(why(hall.corrections.refuse(id, "不对", CHIEF_SELF))).isEqualTo(Why.OWN);
        done(hall.corrections.grant(id, LEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"program tool", "second"})
    void leave_that_a_person_asked_for_another_way_that_person_does_not_approve(String by) {
        LeaveRequest request =
                hall.asked(CLERK, new HalfDay(TUESDAY, Half.MORNING), new HalfDay(TUESDAY, Half.MORNING), self(by));

        assertThat(why(hall.leave.approve(request.id(), CHIEF_SELF))).isEqualTo(Why.OWN);
        done(hall.leave.approve(request.id(), LEADER));
    }

    private static Actor self(String by) {
        return new Actor(by, CHIEF, Role.CHIEF_REPRESENTATIVE, POLICE);
    }
}

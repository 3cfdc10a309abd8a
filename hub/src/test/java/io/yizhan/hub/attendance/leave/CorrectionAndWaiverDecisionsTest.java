package io.yizhan.hub.attendance.leave;

import static io.yizhan.hub.attendance.leave.LeaveHall.ADMIN;
import static io.yizhan.hub.attendance.leave.LeaveHall.CENTRE;
import static io.yizhan.hub.attendance.leave.LeaveHall.CHIEF;
import static io.yizhan.hub.attendance.leave.LeaveHall.CHIEF_SELF;
import static io.yizhan.hub.attendance.leave.LeaveHall.CLERK;
import static io.yizhan.hub.attendance.leave.LeaveHall.CLERK_SELF;
import static io.yizhan.hub.attendance.leave.LeaveHall.LEADER;
import static io.yizhan.hub.attendance.leave.LeaveHall.LEADER_OF_TAX;
import static io.yizhan.hub.attendance.leave.LeaveHall.MONDAY;
import static io.yizhan.hub.attendance.leave.LeaveHall.OF_TAX;
import static io.yizhan.hub.attendance.leave.LeaveHall.POLICE;
import static io.yizhan.hub.attendance.leave.LeaveHall.done;
import static io.yizhan.hub.attendance.leave.LeaveHall.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.roster.RosterDecisions;
import io.yizhan.hub.attendance.roster.Rosters;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It is Monday, 08:30. */
class CorrectionAndWaiverDecisionsTest {

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

    @Test
    void a_correction_is_granted_by_somebody_else_of_the_agency_or_of_the_centre() {
        String ofClerk = done(hall.corrections.ask(correction(CLERK, MONDAY.atTime(8, 12, 7)), CLERK_SELF));
        assertThat(why(hall.corrections.grant(ofClerk, CLERK_SELF))).isEqualTo(Why.OWN);
        assertThat(why(hall.corrections.grant(ofClerk, ADMIN))).isEqualTo(Why.NOT_YOURS);
        assertThat(why(hall.corrections.grant(ofClerk, LEADER_OF_TAX))).isEqualTo(Why.NOT_YOURS);
        done(hall.corrections.grant(ofClerk, CHIEF_SELF));
        assertThat(why(hall.corrections.refuse(ofClerk, "太晚", CENTRE))).isEqualTo(Why.DECIDED);

        String ofChief = done(hall.corrections.ask(correction(CHIEF, MONDAY.atTime(8, 12)), ADMIN));
        assertThat(why(hall.corrections.grant(ofChief, CHIEF_SELF)))
                .as("the person corrected")
                .isEqualTo(Why.OWN);
        done(hall.corrections.grant(ofChief, LEADER));

        assertThat(hall.hall
                        .read(rows -> Corrections.granted(rows, MONDAY, MONDAY))
                        .get(CLERK))
                .containsExactly(new GrantedCorrection(ofClerk, MONDAY.atTime(8, 12)));
    }

    @Test
    void a_correction_that_cannot_be_meant_is_refused() {
        done(hall.corrections.ask(correction(CLERK, MONDAY.atTime(8, 30)), CLERK_SELF));
        assertThat(why(hall.corrections.ask(correction(CLERK, MONDAY.atTime(8, 30)), CHIEF_SELF)))
                .isEqualTo(Why.ASKED_TWICE);
        assertThat(why(hall.corrections.ask(correction(CLERK, MONDAY.atTime(8, 31)), CLERK_SELF)))
                .isEqualTo(Why.IN_FUTURE);
        assertThat(why(hall.corrections.ask(
                        correction(CLERK, MONDAY.minusDays(1).atTime(9, 0)), CLERK_SELF)))
                .isEqualTo(Why.NOT_EMPLOYED);
        assertThat(why(hall.corrections.ask(
                        correction(CLERK, MONDAY.minusYears(2).atTime(9, 0)), CLERK_SELF)))
                .isEqualTo(Why.TOO_FAR);
        assertThat(why(hall.corrections.ask(new CorrectionWish(CLERK, MONDAY.atTime(8, 1), "停电", ""), CLERK_SELF)))
                .isEqualTo(Why.TEXT);
        assertThat(why(hall.corrections.grant("c9", CENTRE))).isEqualTo(Why.UNKNOWN);
    }

    @Test
    void a_refused_correction_can_be_asked_for_again() {
        String first = done(hall.corrections.ask(correction(CLERK, MONDAY.atTime(8, 12)), CLERK_SELF));
        done(hall.corrections.refuse(first, "没有证明", CHIEF_SELF));

        done(hall.corrections.ask(correction(CLERK, MONDAY.atTime(8, 12)), CLERK_SELF));
    }

    @Test
    void a_waiver_is_for_a_reader_and_for_what_is_over() {
        done(hall.waivers.grant(waiver("reader", MONDAY.atTime(7, 0), MONDAY.atTime(8, 30)), ADMIN));
        assertThat(why(hall.waivers.grant(waiver("reader", MONDAY.atTime(7, 0), MONDAY.atTime(8, 31)), ADMIN)))
                .isEqualTo(Why.IN_FUTURE);
        assertThat(why(hall.waivers.grant(waiver("reader", MONDAY.atTime(8, 0), MONDAY.atTime(8, 0)), ADMIN)))
                .isEqualTo(Why.ENDS_BEFORE);
        done(hall.waivers.grant(waiver("reader", MONDAY.minusDays(31).atTime(8, 0), MONDAY.atTime(8, 0)), ADMIN));
        assertThat(why(hall.waivers.grant(
                        waiver("reader", MONDAY.minusDays(31).atTime(7, 59), MONDAY.atTime(8, 0)), ADMIN)))
                .isEqualTo(Why.TOO_LONG);
        assertThat(why(hall.waivers.grant(waiver("kiosk", MONDAY.atTime(7, 0), MONDAY.atTime(8, 0)), ADMIN)))
                .isEqualTo(Why.NO_READER);
    }

    @Test
    void a_reader_that_left_the_hall_can_still_have_been_dead() throws RuleBrokenException {
        hall.hall.journal("reader").says(new Punch(Punch.Method.PIN, CLERK, null, null, null));
        hall.hall.decide(new DeviceRemoved(new DeviceId("reader"), "broken"));

        String id = done(hall.waivers.grant(waiver("reader", MONDAY.atTime(7, 0), MONDAY.atTime(8, 0)), ADMIN));

        done(hall.waivers.withdraw(id, "记错", ADMIN));
        assertThat(why(hall.waivers.withdraw(id, "记错", ADMIN))).isEqualTo(Why.DECIDED);
        assertThat(why(hall.waivers.withdraw("w9", "记错", ADMIN))).isEqualTo(Why.UNKNOWN);
    }

    @Test
    void a_roster_is_of_the_agencys_own_people_from_today_on_all_days_or_none() {
        RosterDecisions rosters = new RosterDecisions(hall.deciding);
        done(rosters.set(POLICE, List.of(day(0, CLERK), day(1, CHIEF)), CHIEF_SELF));
        assertThat(why(rosters.set(POLICE, List.of(day(2, CLERK), day(3, OF_TAX)), CHIEF_SELF)))
                .isEqualTo(Why.FOREIGN);
        assertThat(why(rosters.set(POLICE, List.of(day(-1, CLERK)), CHIEF_SELF)))
                .isEqualTo(Why.PAST_DAY);
        assertThat(why(rosters.set(POLICE, List.of(day(367, CLERK)), CHIEF_SELF)))
                .isEqualTo(Why.TOO_FAR);

        assertThat(hall.hall.<List<?>>read(rows -> Rosters.fronts(rows, MONDAY, MONDAY.plusDays(9))))
                .as("two days, two halves each")
                .hasSize(4);
    }

    private static RosterDecisions.Day day(int after, StaffId front) {
        return new RosterDecisions.Day(MONDAY.plusDays(after), List.of(front), List.of());
    }

    static CorrectionWish correction(StaffId staff, LocalDateTime at) {
        return new CorrectionWish(staff, at, "指纹机没有反应", "监控截图 7");
    }

    private static WaiverWish waiver(String device, LocalDateTime from, LocalDateTime to) {
        return new WaiverWish(new DeviceId(device), from, to, "停电", "供电所通知 12");
    }
}

package io.yizhan.hub.attendance.leave;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Deciding;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hall on Monday 2026-11-23 in which leave is decided: the agency {@code police} with its chief s1 and others, {@code tax}
 * without a chief; 2026-12-14 and 15 are a holiday.
 */
final class LeaveHall implements AutoCloseable {

    static final LocalDate MONDAY = TestHall.TODAY;
    static final AgencyId POLICE = new AgencyId("police");
    static final AgencyId TAX = new AgencyId("tax");
    static final StaffId CHIEF = new StaffId("s1");
    static final StaffId CLERK = new StaffId("s2");
    static final StaffId OF_TAX = new StaffId("t1");

    static final Actor ADMIN = new Actor("admin", null, Role.ADMIN, null);
    static final Actor CENTRE = new Actor("wu", null, Role.CENTRE_LEADER, null);
    static final Actor LEADER = new Actor("li", null, Role.AGENCY_LEADER, POLICE);
    static final Actor LEADER_OF_TAX = new Actor("sun", null, Role.AGENCY_LEADER, TAX);
    static final Actor CHIEF_SELF = new Actor("chief", CHIEF, Role.CHIEF_REPRESENTATIVE, POLICE);
    static final Actor OTHER_WITH_CHIEFS_ROLE =
            new Actor("former", new StaffId("s3"), Role.CHIEF_REPRESENTATIVE, POLICE);
    static final Actor CLERK_SELF = new Actor("clerk", CLERK, Role.CLERK, POLICE);
    static final Actor AUDITOR = new Actor("audit", null, Role.AUDITOR, null);

    final TestHall hall;
    final LeaveDecisions leave;
    final CorrectionDecisions corrections;
    final WaiverDecisions waivers;
    final Deciding deciding;

    /** The month of which police has a bulletin. */
    @Nullable
    YearMonth closed;

    LeaveHall(Path folder) throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new AgencyAdded(TAX, "税务局", null));
        hall.decide(new StaffAdded(OF_TAX, "示范t1", TAX, null));
        hall.decide(new ChiefNamed(POLICE, CHIEF, MONDAY, "admin"));
        deciding = new Deciding(hall.book, TestHall.ZONE, hall.time, hall.ids);
        leave = new LeaveDecisions(
                deciding,
                rows -> workedDays(),
                (rows, agency, month) ->
                        agency.equals(POLICE) && month.equals(closed) ? Optional.of("7") : Optional.empty());
        corrections = new CorrectionDecisions(deciding);
        waivers = new WaiverDecisions(deciding);
    }

    static WorkedDays workedDays() {
        List<Slot> slots = List.of(
                slot("morning-in", Direction.IN, Half.MORNING, "07:30", "09:00", "10:30"),
                slot("afternoon-in", Direction.IN, Half.AFTERNOON, "12:30", "14:00", "15:00"),
                slot("evening-out", Direction.OUT, Half.AFTERNOON, "15:00", "17:00", "19:30"));
        AttendanceRules rules = new AttendanceRules(
                LocalDate.of(2026, 1, 1),
                "示例",
                List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                List.of(new Hours("平时", null, List.of(), false, slots)),
                new AbsenceRule(30, null, 2),
                List.of(15, 30));
        HolidayYear year = new HolidayYear(
                2026,
                "示例",
                List.of(
                        new HolidayYear.Day(LocalDate.of(2026, 12, 14), "示例节", true),
                        new HolidayYear.Day(LocalDate.of(2026, 12, 15), "示例节", true)));
        return new WorkedDays(new RuleBook(List.of(rules)), new Calendar(List.of(year)));
    }

    private static Slot slot(String id, Direction direction, Half half, String opens, String due, String closes) {
        return new Slot(
                id,
                id,
                null,
                direction,
                half,
                LocalTime.parse(opens),
                LocalTime.parse(due),
                LocalTime.parse(closes),
                0);
    }

    /** Asks for half-days. */
    Decided ask(StaffId staff, HalfDay from, HalfDay to, Actor by) {
        return leave.ask(new LeaveWish(staff, LeaveType.PERSONAL, from, to, List.of(), "家事"), by);
    }

    /** Asks for half-days, which is possible. */
    LeaveRequest asked(StaffId staff, HalfDay from, HalfDay to, Actor by) {
        return found(((Decided.Done) ask(staff, from, to, by)).id());
    }

    LeaveRequest found(String id) {
        return hall.read(rows -> Leaves.find(rows, id).orElseThrow());
    }

    static HalfDay am(LocalDate day) {
        return new HalfDay(day, Half.MORNING);
    }

    static HalfDay pm(LocalDate day) {
        return new HalfDay(day, Half.AFTERNOON);
    }

    @Override
    public void close() {
        hall.close();
    }

    static String done(Decided decided) {
        assertThat(decided).isInstanceOf(Decided.Done.class);
        return ((Decided.Done) decided).id();
    }

    static Why why(Decided decided) {
        assertThat(decided).isInstanceOf(Decided.Refused.class);
        return ((Decided.Refused) decided).why();
    }
}

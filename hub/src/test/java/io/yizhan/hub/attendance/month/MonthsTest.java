package io.yizhan.hub.attendance.month;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.CorrectionAsked;
import io.yizhan.hub.attendance.leave.CorrectionGranted;
import io.yizhan.hub.attendance.leave.LeaveApproved;
import io.yizhan.hub.attendance.leave.LeaveAsked;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.WaiverGranted;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.hub.staff.StandInNamed;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the records say comes into the reckoning. */
class MonthsTest {

    /** Li did not come on this day. */
    private static final LocalDate DAY = LocalDate.of(2026, 10, 20);

    @TempDir
    Path folder;

    private PaperHall hall;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        PlayedMonth.whole(hall);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void leave_counts_once_it_is_approved_and_not_before() {
        hall.decide(new LeaveAsked(
                "l1",
                PlayedMonth.LI,
                PlayedMonth.POLICE,
                LeaveType.SICK,
                new HalfDay(DAY, Half.MORNING),
                new HalfDay(DAY, Half.AFTERNOON),
                List.of(),
                "发烧",
                List.of(Capacity.CHIEF),
                "clerk"));
        assertThat(marks(PlayedMonth.LI)).containsOnly(Mark.MISSED);

        hall.decide(new LeaveApproved("l1", Capacity.CHIEF, "chief"));
        assertThat(marks(PlayedMonth.LI)).containsOnly(Mark.LEAVE);
        assertThat(month(PlayedMonth.LI, PlayedMonth.POLICE)
                        .sum()
                        .leave(LeaveType.SICK)
                        .halfDays())
                .isEqualTo(2);
    }

    @Test
    void a_correction_counts_once_it_is_granted_and_not_before() {
        hall.decide(new CorrectionAsked(
                "c1", PlayedMonth.LI, PlayedMonth.POLICE, DAY.atTime(8, 57), "忘记打卡", "监控录像", "clerk"));
        assertThat(marks(PlayedMonth.LI)).containsOnly(Mark.MISSED);

        hall.decide(new CorrectionGranted("c1", "chief"));
        assertThat(marks(PlayedMonth.LI)).containsExactly(Mark.ON_TIME, Mark.MISSED, Mark.MISSED);
        assertThat(month(PlayedMonth.LI, PlayedMonth.POLICE).sum().corrections())
                .isEqualTo(1);
    }

    @Test
    void a_waiver_of_a_reader_excuses_who_may_use_it() {
        hall.decide(new WaiverGranted(
                "w1",
                new DeviceId("reader-2"),
                DAY.atTime(8, 0),
                DAY.atTime(LocalTime.of(9, 30)),
                "停电",
                "供电局通知",
                "admin"));

        assertThat(marks(PlayedMonth.LI)).containsExactly(Mark.OUTAGE, Mark.MISSED, Mark.MISSED);
        assertThat(marks(PlayedMonth.WANG)).containsOnly(Mark.ON_TIME);
    }

    @Test
    void who_moved_has_the_days_of_each_agency_there() {
        hall.decide(new StaffMoved(PlayedMonth.WANG, PlayedMonth.TAX, LocalDate.of(2026, 10, 16), "admin"));

        assertThat(month(PlayedMonth.WANG, PlayedMonth.POLICE).sum().gross()).isEqualTo(2 * 7);
        assertThat(month(PlayedMonth.WANG, PlayedMonth.TAX).sum().gross()).isEqualTo(2 * 11);
    }

    @Test
    void who_is_named_as_a_b_person_stands_in() {
        hall.decide(new StandInNamed(PlayedMonth.LI, PlayedMonth.WANG, LocalDate.of(2026, 10, 1), "admin"));

        assertThat(month(PlayedMonth.WANG, PlayedMonth.POLICE).sum().standIns()).isEqualTo(2);
        assertThat(month(PlayedMonth.LONG_NAME, PlayedMonth.POLICE).sum().standIns())
                .isZero();
    }

    @Test
    void nobody_stood_in_for_whom_a_dead_reader_kept_from_punching() {
        hall.decide(new StandInNamed(PlayedMonth.LI, PlayedMonth.WANG, LocalDate.of(2026, 10, 1), "admin"));
        hall.decide(new WaiverGranted(
                "w1", new DeviceId("reader-2"), DAY.atTime(7, 0), DAY.atTime(20, 0), "停电", "供电局通知", "admin"));

        assertThat(marks(PlayedMonth.LI)).containsOnly(Mark.OUTAGE);
        assertThat(month(PlayedMonth.WANG, PlayedMonth.POLICE).sum().standIns()).isZero();
    }

    @Test
    void one_agency_or_person_alone_is_reckoned_as_among_all() {
        hall.decide(new StandInNamed(PlayedMonth.LI, PlayedMonth.WANG, LocalDate.of(2026, 10, 1), "admin"));
        PersonMonth among = month(PlayedMonth.WANG, PlayedMonth.POLICE);

        for (Reach.Within within :
                List.of(new Reach.Within(PlayedMonth.POLICE, null), new Reach.Within(null, PlayedMonth.WANG))) {
            assertThat(reckoned(within)).contains(among);
        }
        assertThat(reckoned(new Reach.Within(PlayedMonth.TAX, null)))
                .extracting(PersonMonth::staff)
                .containsExactly(PlayedMonth.ZHAO);
    }

    private List<Mark> marks(StaffId staff) {
        return month(staff, PlayedMonth.POLICE).days().stream()
                .filter(day -> day.day().equals(DAY))
                .flatMap(day -> day.slots().stream())
                .map(SlotOutcome::mark)
                .toList();
    }

    private PersonMonth month(StaffId staff, AgencyId agency) {
        return reckoned(new Reach.Within(null, null)).stream()
                .filter(each -> each.staff().equals(staff) && each.agency().equals(agency))
                .findFirst()
                .orElseThrow();
    }

    private List<PersonMonth> reckoned(Reach.Within within) {
        LocalDate from = PlayedMonth.MONTH.atDay(1);
        LocalDate to = PlayedMonth.MONTH.atEndOfMonth();
        return hall.database.read(rows -> new Months(PaperHall.ZONE)
                .known(rows, from, to, within, PaperHall.NOW)
                .reckon(from, to));
    }
}

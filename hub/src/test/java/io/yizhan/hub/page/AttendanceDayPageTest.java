package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.LeaveApproved;
import io.yizhan.hub.attendance.leave.LeaveAsked;
import io.yizhan.hub.attendance.leave.LeaveCancelled;
import io.yizhan.hub.attendance.leave.LeaveFiled;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.report.PlayedMonth;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of leave, opened: what was granted, and by whom. */
class AttendanceDayPageTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 20);

    @TempDir
    Path folder;

    private PaperHall hall;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        PlayedMonth month = new PlayedMonth(hall);
        month.furnish();
        month.bothComplete();
        hall.decide(new LeaveAsked(
                "l-7",
                LI,
                POLICE,
                LeaveType.ANNUAL,
                new HalfDay(DAY, Half.AFTERNOON),
                new HalfDay(DAY.plusDays(2), Half.MORNING),
                List.of(),
                "家里有事",
                List.of(Capacity.CHIEF),
                "li"));
        hall.decide(new LeaveApproved("l-7", Capacity.CHIEF, "wang-chief"));
        hall.decide(new LeaveFiled("l-7", "centre"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private String day() throws Exception {
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            return admin.get("/attendance/s2/" + DAY).body();
        }
    }

    @Test
    void a_day_of_leave_opens_to_the_request_with_its_days_and_to_who_granted_and_filed_it() throws Exception {
        assertThat(day())
                .contains("这个班次已批准：年休假", "l-7", "2026-10-20 周二", "2026-10-22 周四", "2 天")
                .contains("首席代表批准", "wang-chief", "已备案", "centre");
    }

    @Test
    void a_leave_that_was_cancelled_stands_on_no_day() throws Exception {
        hall.decide(new LeaveCancelled("l-7", new HalfDay(DAY, Half.AFTERNOON), "不去了", "li"));

        assertThat(day()).doesNotContain("l-7", "年休假");
    }
}

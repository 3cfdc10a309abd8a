package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.LONG_NAME;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static io.yizhan.hub.report.PlayedMonth.WANG;
import static io.yizhan.hub.report.PlayedMonth.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.LeaveApproved;
import io.yizhan.hub.attendance.leave.LeaveAsked;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.WaiverGranted;
import io.yizhan.hub.attendance.roster.RosterSet;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.StandInNamed;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is here on a Monday at twenty to eleven: all punches of the morning are known. */
class HerePageTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String UNMANNED = "公安局（户籍科）：前台没有人";
    private static final String UNCOVERED = "A 岗示范李二不在，B 岗阿依古丽·买买提艾力·吐尔逊也不在";

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = new PlayedMonth(hall);
        month.furnish();
        month.punch("reader-1", WANG, TODAY, "08:51");
        month.punch("reader-2", ZHAO, TODAY, "08:40");
        hall.online("reader-1");
        hall.online("reader-2");
        month.bothComplete();
        hall.decide(new RosterSet(POLICE, TODAY, List.of(LI), List.of(LI, WANG), "admin"));
        hall.decide(new StandInNamed(LI, LONG_NAME, LocalDate.of(2026, 11, 1), "admin"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private String here(String account) throws Exception {
        return page(account, "/here");
    }

    private String page(String account, String path) throws Exception {
        try (Browserless somebody = hall.as(account)) {
            return somebody.get(path).body();
        }
    }

    private void account(String name, Role role, StaffId staff) {
        hall.accounts.add(
                new Account(new AccountName(name), Standing.of(role, staff)), PaperHall.PASSWORD, PaperHall.ADMIN);
    }

    @Test
    void everybody_stands_with_since_when_and_where_the_roster_has_them() throws Exception {
        assertThat(page(PaperHall.ADMIN, "/")).contains("人未打卡");
        assertThat(here(PaperHall.ADMIN))
                .contains("08:51 起在岗", "08:40 起在岗", "未见打卡")
                .contains("公安局（户籍科）", "1 / 3 在岗", "1 / 1 在岗", "前台", "后台");
    }

    @Test
    void a_front_without_anybody_and_an_a_post_without_its_b_are_alarms_with_what_to_do() throws Exception {
        assertThat(here(PaperHall.ADMIN))
                .contains("2 件事需要马上处理", UNMANNED, "排在前台的是示范李二：请马上联系")
                .contains(UNCOVERED, "请联系 B 岗阿依古丽·买买提艾力·吐尔逊到窗口代岗");
    }

    @Test
    void the_alarms_end_with_the_punch_that_was_missing() throws Exception {
        month.punch("reader-1", LONG_NAME, TODAY, "10:29");
        assertThat(here(PaperHall.ADMIN)).contains(UNMANNED).doesNotContain(UNCOVERED);

        month.punch("reader-1", LI, TODAY, "10:29");
        assertThat(here(PaperHall.ADMIN)).contains("现在不缺人").doesNotContain("需要马上处理");
    }

    @Test
    void while_a_reader_is_silent_nobody_is_called_away_whom_it_may_have_seen() throws Exception {
        hall.offline("reader-2");

        assertThat(here(PaperHall.ADMIN))
                .contains("打卡机 reader-2 未联系上", "也可能已经到岗")
                .contains(UNMANNED)
                .doesNotContain(UNCOVERED, "未见打卡");
    }

    @Test
    void who_is_on_leave_or_on_business_is_said_so_and_still_needs_the_b_post() throws Exception {
        HalfDay morning = new HalfDay(TODAY, Half.MORNING);
        hall.decide(new LeaveAsked(
                "l1",
                LI,
                POLICE,
                LeaveType.SITE_VISIT,
                morning,
                morning,
                List.of(),
                "现场",
                List.of(Capacity.CHIEF),
                "li"));
        assertThat(here(PaperHall.ADMIN)).doesNotContain("公出 · 现场踏勘");
        hall.decide(new LeaveApproved("l1", Capacity.CHIEF, "chief"));

        assertThat(here(PaperHall.ADMIN)).contains("公出 · 现场踏勘", UNCOVERED);
        hall.offline("reader-2");
        assertThat(here(PaperHall.ADMIN))
                .as("the B person may have punched at the reader that is silent")
                .contains("公出 · 现场踏勘")
                .doesNotContain(UNCOVERED);
    }

    @Test
    void at_noon_nobody_is_called_away_and_in_the_afternoon_the_morning_counts_no_longer() throws Exception {
        hall.clock.pass(Duration.ofMinutes(140)); // 13:00: the slot is open, and not due
        month.complete("reader-1", hall.clock.now());
        month.complete("reader-2", hall.clock.now());
        assertThat(here(PaperHall.ADMIN)).contains("现在不缺人").doesNotContain("起在岗", UNMANNED);

        hall.clock.pass(Duration.ofMinutes(90)); // 14:30
        month.punch("reader-1", WANG, TODAY, "13:58");
        assertThat(here(PaperHall.ADMIN))
                .as("one of two at the front is there")
                .contains("13:58 起在岗", UNCOVERED)
                .doesNotContain(UNMANNED);

        hall.clock.pass(Duration.ofMinutes(170)); // 17:20
        month.punch("reader-1", WANG, TODAY, "17:05");
        assertThat(here(PaperHall.ADMIN)).contains("17:05 离开", "现在不缺人");
    }

    @Test
    void who_signed_in_at_a_counter_today_stands_with_it_as_long_as_that_is_known() throws Exception {
        hall.decide(new DeviceAdded(
                new DeviceId("counters"),
                List.of(
                        new StationConfig.Counter(new StationId("2"), 20),
                        new StationConfig.Counter(new StationId("10"), 20)),
                null));
        hall.online("counters");
        hall.tell("counters", PlayedMonth.at(TODAY, "08:55"), new SignedIn(new CounterId("2"), WANG));
        hall.tell("counters", PlayedMonth.at(TODAY.minusDays(3), "08:55"), new SignedIn(new CounterId("10"), LI));
        assertThat(here(PaperHall.ADMIN)).containsOnlyOnce("号窗口").contains("2 号窗口");

        hall.offline("counters");
        assertThat(here(PaperHall.ADMIN)).as("nobody knows who sits there now").doesNotContain("号窗口");

        hall.online("counters");
        account("chief", Role.CHIEF_REPRESENTATIVE, ZHAO);
        assertThat(here("chief")).doesNotContain("号窗口");
        hall.tell("counters", PlayedMonth.at(TODAY, "10:05"), new SignedOut(new CounterId("2"), WANG));
        assertThat(here(PaperHall.ADMIN)).doesNotContain("号窗口");
    }

    @Test
    void a_day_that_is_not_worked_asks_for_nobody() throws Exception {
        hall.clock.pass(Duration.ofDays(5));

        assertThat(here(PaperHall.ADMIN)).contains("今天不考勤").doesNotContain("未见打卡", "需要马上处理");
        assertThat(page(PaperHall.ADMIN, "/")).contains("今天不考勤").doesNotContain("未打卡");
    }

    @Test
    void each_sees_the_own_agency_or_oneself_and_no_more() throws Exception {
        account("chief", Role.CHIEF_REPRESENTATIVE, ZHAO);
        account("clerk", Role.CLERK, WANG);

        assertThat(here("chief")).contains("示范赵三").doesNotContain("示范王一", "示范李二", "公安局");
        assertThat(here("clerk")).contains("示范王一").doesNotContain("示范李二", "示范赵三", UNMANNED);
        try (Browserless chief = hall.as("chief")) {
            for (String path : List.of("/here?agency=gongan", "/here/live?agency=gongan", "/my-agency?agency=gongan")) {
                assertThat(chief.get(path).statusCode()).as(path).isEqualTo(403);
            }
        }
    }

    @Test
    void a_b_person_learns_that_a_is_away_and_not_for_what() throws Exception {
        hall.decide(new LeaveAsked(
                "l1",
                LI,
                POLICE,
                LeaveType.SICK,
                new HalfDay(TODAY, Half.MORNING),
                new HalfDay(TODAY, Half.AFTERNOON),
                List.of(),
                "发烧",
                List.of(Capacity.CHIEF),
                "clerk"));
        hall.decide(new LeaveApproved("l1", Capacity.CHIEF, "chief"));
        account("b", Role.CLERK, LONG_NAME);

        assertThat(here(PaperHall.ADMIN)).contains(UNCOVERED, "病假");
        assertThat(here("b")).contains(UNCOVERED).doesNotContain("病假");
    }

    @Test
    void who_stood_before_a_dead_reader_is_not_called_away() throws Exception {
        hall.decide(new WaiverGranted(
                "w1", new DeviceId("reader-2"), TODAY.atTime(7, 0), TODAY.atTime(12, 0), "停电", "供电局通知", "admin"));

        assertThat(here(PaperHall.ADMIN)).doesNotContain(UNCOVERED);
    }

    @Test
    void a_hall_without_people_says_what_will_stand_here(@TempDir Path other) throws Exception {
        try (PaperHall empty = new PaperHall(other);
                Browserless keeper = empty.as(PaperHall.ADMIN)) {
            assertThat(keeper.get("/here").body()).contains("今天没有可看的人", "人员进驻后").doesNotContain("不缺人");
            assertThat(keeper.get("/my-agency").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_open_page_follows_a_punch_without_being_loaded_again() {
        try (Chromium chromium = new Chromium();
                BrowserContext context =
                        chromium.browser().newContext(new Browser.NewContextOptions().setBaseURL(hall.address()))) {
            Page page = context.newPage();
            page.navigate("/sign-in");
            Chromium.signIn(page);
            page.navigate("/here");
            PlaywrightAssertions.assertThat(page.locator(".troubles")).containsText(UNMANNED);

            month.punch("reader-1", LI, TODAY, "10:29");

            PlaywrightAssertions.assertThat(page.locator(".troubles")).containsText("现在不缺人");
            PlaywrightAssertions.assertThat(page.locator(".present")).containsText("10:29 起在岗");
        }
    }

    @Test
    void my_agency_joins_who_is_here_what_waits_the_months_sums_and_the_bulletins() throws Exception {
        account("chief", Role.CHIEF_REPRESENTATIVE, ZHAO);
        account("police", Role.CHIEF_REPRESENTATIVE, WANG);
        account("clerk", Role.CLERK, WANG);
        month.everybodyComes();
        month.bothComplete();
        assertThat(hall.publishing.publish(TAX, PlayedMonth.MONTH, false, "admin"))
                .isEmpty();
        hall.decide(new ChiefNamed(POLICE, WANG, LocalDate.of(2026, 11, 1), "admin"));
        HalfDay morning = new HalfDay(TODAY.plusDays(1), Half.MORNING);
        hall.decide(new LeaveAsked(
                "l1", LI, POLICE, LeaveType.ANNUAL, morning, morning, List.of(), "事", List.of(Capacity.CHIEF), "li"));

        assertThat(page("chief", "/my-agency"))
                .contains("国税局", "08:40 起在岗", "没有等您决定的", "/bulletins/shuiwu/2026-10", "2026年11月到今天")
                .doesNotContain("示范王一", "公安局");
        assertThat(page("police", "/my-agency")).contains("1 件请假或补签等您决定", "示范李二", UNMANNED);
        assertThat(page("chief", "/")).contains("href=\"/my-agency\"");
        assertThat(page(PaperHall.ADMIN, "/")).doesNotContain("href=\"/my-agency\"");
        try (Browserless clerk = hall.as("clerk")) {
            assertThat(clerk.get("/my-agency").statusCode()).isEqualTo(403);
        }
    }
}

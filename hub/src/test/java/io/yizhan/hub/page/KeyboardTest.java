package io.yizhan.hub.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main ways of attendance by keyboard alone, in a real Chromium: focus is seen at each step, and is never lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {

    /** From the top of a page to whatever is on it. */
    private static final int STEPS_MAX = 200;

    private Chromium chromium;
    private PaperHall hall;
    private PlayedMonth month;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    void quit() {
        chromium.close();
    }

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        hall = new PaperHall(folder);
        month = new PlayedMonth(hall);
        month.furnish();
        hall.decide(new ChiefNamed(PlayedMonth.POLICE, PlayedMonth.WANG, LocalDate.of(2026, 11, 1), "admin"));
        account("chief", Role.CHIEF_REPRESENTATIVE, PlayedMonth.WANG);
        account("clerk", Role.CLERK, PlayedMonth.LI);
        look();
    }

    @AfterEach
    void close() {
        context.close();
        hall.close();
    }

    @Test
    void leave_is_asked_for_and_approved() {
        signIn("clerk");
        follow("请假与补签");
        follow("申请");
        ask("家里有事");
        assertThat(page.locator(".notice.well")).containsText("已提交");

        context.close();
        look();
        signIn("chief");
        follow("请假与补签");
        tabTo("button:text-is('批准')");
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice.well")).containsText("已批准");
    }

    @Test
    void after_a_refusal_the_focus_stands_at_the_reason_and_the_form_follows() {
        signIn("clerk");
        page.navigate("/leave/ask");
        ask("先请一次");
        assertThat(page.locator(".notice.well")).containsText("已提交");
        page.navigate("/leave/ask");
        ask("家里有事");

        assertThat(page.locator("[role=alert]")).isFocused();
        assertThat(page.locator("[role=alert]")).containsText("已经有请假");
        page.keyboard().press("Tab");
        assertThat(page.locator("#staff")).isFocused();
        assertThat(page.locator("#reason")).hasValue("家里有事");
    }

    @Test
    void a_day_of_the_month_is_opened_and_the_way_back_leads_to_its_row() {
        month.everybodyComes();
        signIn(PaperHall.ADMIN);
        page.navigate("/attendance?month=2026-10");
        tabTo("a[href='/attendance/s3/2026-10-15']");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("示范赵三");

        follow("返回本月");
        page.keyboard().press("Tab");
        assertThat(page.locator("a[href='/attendance/s3/2026-10-08']")).isFocused();
    }

    @Test
    void a_bulletin_is_published() {
        month.everybodyComes();
        month.bothComplete();
        signIn(PaperHall.ADMIN);
        page.navigate("/bulletins?month=2026-10");
        tabTo("button.first");
        page.keyboard().press("Enter");

        assertThat(page.locator("tbody")).containsText("国税局");
        assertThat(page.locator("tbody .badge.well")).hasCount(2);
    }

    @Test
    void who_stands_at_a_name_stays_there_while_the_list_draws_itself_anew() {
        signIn(PaperHall.ADMIN);
        page.navigate("/people");
        tabTo("a[href='/people/s3']");

        hall.decide(new StaffAdded(new StaffId("s7"), "示范孙七", PlayedMonth.POLICE, "综合受理"));

        assertThat(page.locator("tbody")).containsText("示范孙七");
        assertThat(page.locator("a[href='/people/s3']")).isFocused();
    }

    private void account(String name, Role role, StaffId staff) {
        hall.accounts.add(
                new Account(new AccountName(name), Standing.of(role, staff)), PaperHall.PASSWORD, PaperHall.ADMIN);
    }

    private void look() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setBaseURL(hall.address()));
        page = context.newPage();
    }

    private void signIn(String account) {
        page.navigate("/sign-in");
        assertThat(page.locator("#account")).isFocused();
        page.keyboard().type(account);
        tabTo("#password");
        page.keyboard().type(PaperHall.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/");
    }

    private void follow(String link) {
        String selector = "a:text-is('" + link + "')";
        tabTo(selector);
        String to = String.valueOf(page.locator(selector).first().getAttribute("href"));
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.endsWith(to));
    }

    /** Presses Tab until this has the focus; each stop on the way shows that it has it. */
    private void ask(String reason) {
        tabTo("#reason");
        page.keyboard().type(reason);
        page.keyboard().press("Enter");
    }

    private void tabTo(String selector) {
        Locator wanted = page.locator(selector).first();
        assertThat(wanted).isVisible();
        for (int i = 0; i < STEPS_MAX; i++) {
            page.keyboard().press("Tab");
            String stop = String.valueOf(page.evaluate("() => { const at = document.activeElement;"
                    + " return at === document.body || parseFloat(getComputedStyle(at).outlineWidth) > 0"
                    + " ? '' : at.outerHTML; }"));
            assertThat(stop).as("has the focus, and does not show it").isEmpty();
            if (Boolean.TRUE.equals(wanted.evaluate("wanted => wanted === document.activeElement"))) {
                return;
            }
        }
        fail(selector + " is not reached by " + STEPS_MAX + " presses of Tab on " + page.url());
    }
}

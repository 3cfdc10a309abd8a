package io.yizhan.hub.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real Chromium; each test also sees that nothing was asked of another host, and nothing was blocked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {

    private static final List<String> PAGES =
            List.of("/", "/punches", "/ratings", "/devices", "/quarantine", "/counters", "/times", "/nowhere");
    private static final int NARROW = 390;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Chromium chromium;
    private PaperHall hall;
    private Morning morning;
    private BrowserContext context;
    private Page page;
    private String here;

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
        here = hall.address();
        morning = new Morning(hall);
        morning.prepare();
        look(1280, ColorScheme.LIGHT);
    }

    @AfterEach
    void nothing_left_the_host_and_nothing_was_blocked() {
        context.close();
        hall.close();
        assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(here));
        assertThat(complaints).isEmpty();
        asked.clear();
        complaints.clear();
    }

    @Test
    void a_person_signs_in_and_sees_the_day() {
        Chromium.signIn(page);

        assertThat(page.locator("h1")).hasText("今日");
        assertThat(page.locator(".figure").first()).containsText("/ 24");
    }

    @Test
    void a_wrong_password_stays_at_the_sign_in() {
        page.navigate("/sign-in");
        page.locator("#account").fill(PaperHall.ADMIN);
        page.locator("#password").fill("wrong");
        page.locator("button.first").click();

        assertThat(page.locator("[role=alert]")).containsText("账号或口令不对");
        assertThat(page.locator("#account")).hasValue(PaperHall.ADMIN);
        assertThat(page.locator("#password")).isFocused();
        complaints.removeIf(complaint -> complaint.contains("401")); // Chromium notes the status itself
    }

    @Test
    void a_punch_arrives_without_reloading() {
        Chromium.signIn(page);
        assertThat(page.locator(".figure .value").first()).containsText("0 / 24");
        page.evaluate("window.sameDocument = true");

        morning.punch(0, PaperHall.NOW);

        assertThat(page.locator(".feed li").first()).containsText("赵明 打卡");
        assertThat(page.locator(".figure .value").first()).containsText("1 / 24");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void a_fault_stands_on_top_with_what_to_do() {
        Chromium.signIn(page);

        hall.tell("kiosk-1", PaperHall.NOW, new FaultRaised("kiosk-1/printer", "paper-out", "put in a new roll"));

        assertThat(page.locator(".troubles li").first()).containsText("没有纸了");
        assertThat(page.locator(".troubles li").first()).containsText("请装入新的纸卷");
        assertThat(page.locator("[role=status].unseen")).containsText("没有纸了");
    }

    @Test
    void a_device_that_goes_is_shown_as_gone() {
        Chromium.signIn(page);
        page.navigate("/devices");
        assertThat(page.locator(".device").last()).containsText("在线");

        hall.offline("reader-1");

        assertThat(page.locator(".device").last()).containsText("离线");
    }

    @Test
    void a_page_that_is_no_longer_live_says_so() {
        Chromium.signIn(page);
        assertThat(page.locator("#cut")).isHidden();

        context.setOffline(true);
        hall.page.close();

        assertThat(page.locator("#cut")).containsText("连接断了");
        context.close();
        complaints.clear(); // Chromium and htmx complain of the connection itself
    }

    @Test
    void the_language_is_switched_and_stays() {
        Chromium.signIn(page);
        page.navigate("/punches?day=2026-11-20");
        page.locator("button[lang=en]").click();

        assertThat(page.locator("h1")).hasText("Punches");
        assertThat(page).hasURL(hall.address() + "/punches?day=2026-11-20");
        page.navigate("/");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("h1")).hasText("Today");
    }

    @Test
    void a_filter_is_an_address() {
        morning.live();
        Chromium.signIn(page);
        page.navigate("/punches");
        assertThat(page.locator("tbody tr")).hasCount(19);

        page.locator("#agency").selectOption("jiaoyu");

        assertThat(page.locator("tbody tr")).hasCount(3);
        page.navigate(page.url());
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(page.locator("#agency")).hasValue("jiaoyu");
    }

    @Test
    void an_uncertain_time_stands_with_its_bounds() {
        morning.live();
        Chromium.signIn(page);
        page.navigate("/punches?staff=s0121");

        assertThat(page.locator("tbody tr td").first()).containsText("08:20–08:42");
        assertThat(page.locator("tbody tr td").first()).containsText("时间不确定");
        assertThat(page.locator("tbody tr td").first()).not().containsText("08:31:00");
    }

    @Test
    void a_key_of_a_counter_is_pressed_on_the_page() {
        morning.live();
        Chromium.signIn(page);
        page.navigate("/counters");
        Locator plate = page.locator(".plates > li").nth(4);
        plate.locator("select").selectOption("s0109");
        plate.locator("button").click();

        assertThat(page.locator(".notice.well")).containsText("签到");
        assertThat(hall.pressed).containsExactly("5 sign-in s0109");
    }

    @Test
    void who_was_chosen_stays_chosen_while_the_page_draws_itself_anew() {
        morning.live();
        Chromium.signIn(page);
        page.navigate("/counters");
        Locator plate = page.locator(".plates > li").nth(4);
        assertThat(plate.locator("select")).hasValue("");
        plate.locator("select").selectOption("s0109");

        hall.tell("counters", PaperHall.NOW, new CounterPaused(new CounterId("5")));

        assertThat(plate).containsText("暂停");
        assertThat(plate.locator("select")).hasValue("s0109");
    }

    @Test
    void nobody_is_signed_in_before_somebody_is_chosen() {
        morning.live();
        Chromium.signIn(page);
        page.navigate("/counters");
        page.locator(".plates > li").nth(4).locator("button").click();

        assertThat(page.locator(".plates > li").nth(4).locator("select:invalid"))
                .isFocused();
        assertThat(hall.pressed).isEmpty();
    }

    @Test
    void who_uses_the_keyboard_skips_to_the_content() {
        Chromium.signIn(page);
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void no_page_breaks_a_rule_of_accessibility_light_or_dark_full_or_empty() {
        checkEach();
        morning.live();
        hall.decide(new AlarmRaised(new DeviceId("kiosk-1"), "mismatch", "a kiosk cannot punch"));
        context.close();
        look(1280, ColorScheme.DARK);
        checkEach();
    }

    @Test
    void no_page_is_wider_than_a_telephone() {
        morning.live();
        context.close();
        look(NARROW, ColorScheme.LIGHT);
        Chromium.signIn(page);
        for (String path : PAGES) {
            page.navigate(path);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isEqualTo(NARROW);
        }
        complaints.removeIf(complaint -> complaint.contains("404"));
    }

    private void checkEach() {
        page.navigate("/sign-in");
        assertThat(Chromium.barriers(page)).as("/sign-in").isEmpty();
        Chromium.signIn(page);
        for (String path : PAGES) {
            page.navigate(path);
            assertThat(Chromium.barriers(page)).as(path).isEmpty();
        }
        complaints.removeIf(complaint -> complaint.contains("404"));
    }

    private void look(int width, ColorScheme scheme) {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(hall.address())
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme));
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }
}

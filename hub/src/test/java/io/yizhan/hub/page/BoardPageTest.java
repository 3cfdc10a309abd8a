package io.yizhan.hub.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The screen in the hall, in a real Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardPageTest {

    private static final String HALL = "东平县政务服务大厅";
    private static final List<List<Integer>> SCREENS =
            List.of(List.of(1920, 1080), List.of(1080, 1920), List.of(1280, 800));

    /** Where pictures go for who looks at them; nowhere without it. */
    private static final String PICTURES = System.getProperty("board.pictures", "");

    private Chromium chromium;
    private PaperHall hall;
    private BoardPage board;
    private BrowserContext context;
    private Page page;
    private int calls;

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
        calls = 0;
        hall = new PaperHall(folder);
        board = newBoard(0);
        look(1920, 1080, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        context.close();
        board.close();
        hall.close();
    }

    @Test
    void a_hall_in_which_nobody_has_been_called_says_where_calls_will_stand() throws Exception {
        page.navigate("/board");

        assertThat(page.locator("h1")).hasText(HALL);
        assertThat(page.locator("#clock")).hasText("10:40");
        picture("none");
        assertThat(page.locator(".welcome")).containsText("请取号");
        assertThat(page.locator(".caption")).hasCount(0);
    }

    @Test
    void a_call_arrives_without_reloading_and_earlier_ones_move_down() {
        page.navigate("/board");
        page.evaluate("window.sameDocument = true");
        call("3");
        assertThat(page.locator(".newest .ticket")).hasText("A001");
        assertThat(page.locator(".newest .to")).hasText("3号窗口");
        assertThat(page.locator(".caption")).containsText("请 A001 号到 3 号窗口");
        assertThat(page.locator(".caption")).containsText("A001, please come to counter 3");

        for (String counter : List.of("4", "5", "6", "7", "8", "9")) {
            call(counter);
        }

        assertThat(page.locator(".newest .ticket")).hasText("A007");
        assertThat(page.locator(".earlier .ticket")).hasText(new String[] {"A006", "A005", "A004", "A003", "A002"});
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void the_newest_calls_figures_are_an_eighth_of_the_screen_high_and_nothing_is_cut_off() throws Exception {
        for (String counter : List.of("3", "12", "zonghe-chuangkou-2", "5", "6", "zonghe-chuangkou-1")) {
            call(counter);
        }
        for (List<Integer> size : SCREENS) {
            page.setViewportSize(size.get(0), size.get(1));
            page.navigate("/board");
            double figures = ((Number) page.evaluate("""
                    () => {
                      const ticket = document.querySelector('.newest .ticket');
                      const pen = document.createElement('canvas').getContext('2d');
                      const style = getComputedStyle(ticket);
                      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                      return pen.measureText('0').actualBoundingBoxAscent / innerHeight;
                    }
                    """)).doubleValue();
            assertThat(figures).as("of the screen's height at %s", size).isGreaterThanOrEqualTo(1 / 8.0);
            Object outside = page.evaluate("""
                    () => [...document.querySelectorAll('.ticket, .to, .caption, .beside, h1, h2, #clock')]
                      .filter((e) => e.offsetParent)
                      .map((e) => [e.className || e.id, e.getBoundingClientRect()])
                      .filter(([, r]) => r.left < 0 || r.top < 0
                        || r.right > innerWidth + 1 || r.bottom > innerHeight + 1)
                      .map(([name, r]) => `${name} ${Math.round(r.right)} ${Math.round(r.bottom)}`)
                    """);
            assertThat((List<?>) outside).as("%s", size).isEmpty();
            picture("six-" + size.get(0) + "x" + size.get(1));
        }
    }

    @Test
    void contrast_is_seven_to_one_in_light_and_dark_and_when_it_is_cut() throws Exception {
        call("3");
        call("4");
        for (String ground : List.of("light", "dark")) {
            page.navigate("/board?ground=" + ground);
            assertThat(page.locator(".newest .ticket")).hasText("A002");
            checkContrast(ground);
            picture("two-" + ground);
        }
        int port = board.port();
        board.close();
        assertThat(page.locator("#offline")).isVisible();
        checkContrast("cut");
        picture("cut");
        board = newBoard(port);
    }

    @Test
    void a_screen_whose_hub_went_away_says_since_when_shows_nothing_as_new_and_comes_back_by_itself() throws Exception {
        call("3");
        page.navigate("/board");
        assertThat(page.locator(".newest")).containsText("请到窗口");
        int port = board.port();

        board.close();

        assertThat(page.locator("#offline")).hasText("自 10:40 起没有新消息，叫号请听窗口");
        assertThat(page.locator(".newest .before")).hasText("断线前最后叫号");
        assertThat(page.locator(".newest .now")).isHidden();
        assertThat(page.locator(".caption")).isHidden();

        call("5");
        board = newBoard(port);

        assertThat(page.locator(".newest .ticket")).hasText("A002");
        assertThat(page.locator("#offline")).isHidden();
        assertThat(page.locator(".caption")).isVisible();
    }

    @Test
    void its_port_has_nothing_else_and_takes_nothing() throws Exception {
        call("3");
        try (Browserless anybody = new Browserless("http://127.0.0.1:" + board.port())) {
            HttpResponse<String> shown = anybody.get("/board");
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("A001").doesNotContain("s0101");
            for (String other : List.of("/", "/sign-in", "/punches", "/api/openapi.json", "/live", "/board/x")) {
                assertThat(anybody.get(other).statusCode()).as(other).isEqualTo(404);
            }
            assertThat(anybody.post("/board", Map.of()).statusCode()).isEqualTo(404);
            assertThat(anybody.post("/sign-in", Map.of()).statusCode()).isEqualTo(404);
        }
    }

    private BoardPage newBoard(int port) throws Exception {
        BoardPage fresh = new BoardPage(HALL, PaperHall.ZONE, List.of("zh-CN", "en"), hall.book, hall.clock::now);
        fresh.start("127.0.0.1", port);
        return fresh;
    }

    private void call(String counter) {
        calls++;
        TicketId ticket = new TicketId(LocalDate.of(2026, 11, 23), new SeriesId("A"), calls);
        hall.decide(
                PaperHall.NOW.minusMillis(100L - calls),
                new CallMade(
                        new CallId(PaperHall.uuid()),
                        ticket,
                        new CounterId(counter),
                        new StaffId("s0101"),
                        CallReason.ARRIVAL));
    }

    private void look(int width, int height, ColorScheme scheme) {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://127.0.0.1:" + board.port())
                        .setViewportSize(width, height)
                        .setColorScheme(scheme));
        page = context.newPage();
    }

    private void checkContrast(String of) {
        List<String> broken = new AxeBuilder(page)
                .withRules(List.of("color-contrast", "color-contrast-enhanced")).analyze().getViolations().stream()
                        .map(Rule::toString)
                        .toList();
        assertThat(broken).as(of).isEmpty();
    }

    private void picture(String name) throws Exception {
        if (!PICTURES.isEmpty()) {
            Files.createDirectories(Path.of(PICTURES));
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, name + ".png")));
        }
    }
}

package io.yizhan.hub.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pictures of all pages to look at: full, empty and without a clock, wide and narrow, light and dark, in both languages. Not a test. */
final class Gallery {

    private record Look(int width, ColorScheme scheme, String language) {}

    private Gallery() {}

    public static void main(String[] args) throws Exception {
        Path out = Files.createDirectories(Path.of(args[0]));
        List<Look> looks = List.of(
                new Look(1280, ColorScheme.LIGHT, "zh-CN"),
                new Look(1280, ColorScheme.DARK, "en"),
                new Look(390, ColorScheme.LIGHT, "zh-CN"),
                new Look(390, ColorScheme.DARK, "en"));
        try (Chromium chromium = new Chromium()) {
            for (String state : List.of("full", "empty", "doubtful")) {
                try (PaperHall hall = new PaperHall(Files.createTempDirectory("gallery"))) {
                    if (state.equals("full")) {
                        Morning morning = new Morning(hall);
                        morning.prepare();
                        morning.live();
                        Fingers.of(hall);
                    } else if (state.equals("doubtful")) {
                        Doubtful doubtful = new Doubtful(hall);
                        doubtful.prepare();
                        doubtful.live();
                    }
                    for (Look look : looks) {
                        shoot(chromium.browser(), hall, look, out, state);
                    }
                }
            }
        }
    }

    private static void shoot(Browser browser, PaperHall hall, Look look, Path out, String state) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(hall.address())
                .setViewportSize(look.width, look.width == 390 ? 844 : 900)
                .setColorScheme(look.scheme))) {
            context.addCookies(List.of(new Cookie("yizhan_language", look.language).setUrl(hall.address())));
            Page page = context.newPage();
            page.navigate("/sign-in");
            picture(page, look, out, state, "sign-in");
            Chromium.signIn(page);
            for (String path : List.of(
                    "/",
                    "/leave",
                    "/leave/ask",
                    "/waivers",
                    "/roster",
                    "/punches",
                    "/ratings",
                    "/people",
                    Fingers.BEING_LED,
                    Fingers.OF_LONG_NAME,
                    Fingers.WITHOUT_ANYTHING,
                    Fingers.LEFT,
                    "/devices",
                    "/quarantine",
                    "/counters",
                    "/times",
                    "/nowhere")) {
                page.navigate(path);
                if (path.equals("/times") && !state.equals("empty")) {
                    page.locator("details summary").first().click();
                }
                picture(
                        page,
                        look,
                        out,
                        state,
                        path.equals("/") ? "today" : path.substring(1).replace('/', '-'));
            }
        }
    }

    private static void picture(Page page, Look look, Path out, String state, String name) {
        String file = "%s-%s-%d-%s-%s.png"
                .formatted(name, state, look.width, look.scheme == ColorScheme.DARK ? "dark" : "light", look.language);
        page.screenshot(new Page.ScreenshotOptions().setPath(out.resolve(file)).setFullPage(true));
    }
}

package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agency of 24 Han characters, a Latin name of 40 characters and four fingers, on a telephone and on a desk. */
class LongNamesTest {

    private static final List<String> PAGES = List.of(
            "/accounts",
            "/roster?agency=zhujian",
            "/leave",
            "/leave/ask",
            "/waivers",
            "/my-agency?agency=zhujian",
            "/people",
            "/people/s9",
            "/services",
            "/here",
            "/attendance?month=2026-10",
            "/attendance/s9/2026-10-20",
            "/rules",
            "/bulletins?month=2026-10",
            "/bulletins/zhujian/2026-10",
            "/quarantine");
    private static final AgencyId BUILDING = new AgencyId("zhujian");

    private static PaperHall hall;
    private static Chromium chromium;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        hall = new PaperHall(folder);
        new PlayedMonth(hall).furnish();
        hall.decide(new AgencyAdded(
                BUILDING, "住房和城乡建设局行政审批工程质量安全监督服务中心", "Housing and Urban-Rural Development, Approvals and Safety"));
        hall.decide(new StaffAdded(
                new StaffId("s9"),
                "Maximiliana-Alexandrovna Konstantinopols",
                BUILDING,
                "不动产登记与住房公积金综合受理岗",
                PlayedMonth.MONTH.atDay(1),
                null,
                PaperHall.ADMIN));
        enrolFourFingers(hall);
        offerServices(hall);
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            Map<String, String> leave = LeavePageTest.leave("s9", "2026-11-30", "afternoon", "2026-12-02", "morning");
            assertThat(admin.postForm("/leave/ask", leave).statusCode()).isEqualTo(303);
        }
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
        hall.close();
    }

    /** As long as they may be, at as many counters as two terminals have. */
    private static void offerServices(PaperHall hall) {
        List<CounterId> counters = IntStream.rangeClosed(1, 32)
                .mapToObj(counter -> new CounterId(String.valueOf(counter)))
                .toList();
        ServiceId service = new ServiceId("budongchan-shouci-dengji-yushou");
        hall.decide(new ServiceAdded(
                service, new SeriesId("ABC"), "不".repeat(40), "Registration ".repeat(6) + "R", BUILDING, counters));
        hall.decide(new PapersSaid(service, "证".repeat(48), "certificates, ".repeat(6) + "photographs"));
    }

    private static void enrolFourFingers(PaperHall hall) {
        hall.decide(new ConsentGiven(new StaffId("s9"), "示范档案"));
        for (int position = 101; position < 105; position++) {
            EnrolmentId finger = new EnrolmentId(PaperHall.uuid());
            hall.decide(new EnrolmentWanted(finger, new StaffId("s9"), new DeviceId("reader-1"), position, null));
            hall.tell("reader-1", PaperHall.NOW, new FingerEnrolled(finger, position));
        }
    }

    @ParameterizedTest
    @CsvSource({"390, zh-CN", "390, en", "1280, zh-CN", "1280, en"})
    void no_page_is_wider_than_its_screen_presses_a_name_into_a_column_of_letters_or_shuts_anybody_out(
            int width, String language) {
        try (BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(hall.address())
                        .setColorScheme(width < 1000 ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setViewportSize(width, 900))) {
            context.addCookies(List.of(new Cookie("yizhan_language", language).setUrl(hall.address())));
            Page page = context.newPage();
            List<String> barriers = new ArrayList<>();
            Chromium.signIn(page);
            for (String path : PAGES) {
                page.navigate(path);
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as(path + " in " + language)
                        .isEqualTo(width);
                if (language.equals("zh-CN")) {
                    Chromium.barriers(page).forEach(barrier -> barriers.add(path + " " + barrier));
                }
            }
            assertThat(barriers).as("at " + width).isEmpty();
            page.navigate("/people");
            Object height = page.evaluate("document.getElementById('person-s9').getBoundingClientRect().height");
            assertThat(((Number) height).doubleValue())
                    .as("the height of a name in at most three lines")
                    .isLessThan(90);
        }
    }
}

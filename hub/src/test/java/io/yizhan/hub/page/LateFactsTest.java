package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.MONTH;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.report.PlayedMonth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes after a month was published is told on the page of bulletins, whichever month that shows. */
class LateFactsTest {

    private static final String LOOK = "hx-get=\"/bulletins/older?month=" + MONTH + "\"";

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void publishOctoberAndLetNovemberPass() throws Exception {
        hall = new PaperHall(folder);
        month = PlayedMonth.whole(hall);
        assertThat(hall.publishing.publish(POLICE, MONTH, false, "admin")).isEmpty();
        assertThat(hall.publishing.publish(TAX, MONTH, false, "admin")).isEmpty();
        hall.clock.pass(Duration.ofDays(30));
        hall.accounts.add(
                new Account(new AccountName("auditor"), Standing.of(Role.AUDITOR)),
                PaperHall.PASSWORD,
                PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_backlog_into_an_older_published_month_is_named_with_its_agency() throws Exception {
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            assertThat(admin.get("/bulletins").body()).contains("2026年11月", LOOK);
            assertThat(admin.get("/bulletins/older?month=" + MONTH).body())
                    .as("nothing has come")
                    .doesNotContain("公安局", "国税局", "hx-get");

            month.punch("reader-2", LI, LocalDate.of(2026, 10, 20), "08:57", "13:51", "17:09");

            assertThat(admin.get("/bulletins/older?month=" + MONTH).body())
                    .contains("2026年10月：1 份已发布的通报与现有记录不同", "/bulletins/gongan/2026-10#proposed", "公安局")
                    .doesNotContain("国税局");
            assertThat(hall.publishing.publish(POLICE, MONTH, true, "admin")).isEmpty();
            assertThat(admin.get("/bulletins/older?month=" + MONTH).body()).doesNotContain("公安局");
        }
    }

    @Test
    void the_page_names_them_by_itself() throws Exception {
        month.punch("reader-2", LI, LocalDate.of(2026, 10, 20), "08:57", "13:51", "17:09");
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.browser().newPage(new Browser.NewPageOptions().setBaseURL(hall.address()));
            Chromium.signIn(page);
            page.navigate("/bulletins");

            PlaywrightAssertions.assertThat(page.locator("p.notice a")).hasText("公安局（户籍科）");
            PlaywrightAssertions.assertThat(page.locator("[hx-trigger=load]")).hasCount(0);
        }
    }

    @Test
    void months_of_more_than_a_year_ago_and_who_publishes_nothing_are_left_alone() throws Exception {
        try (Browserless auditor = hall.as("auditor")) {
            assertThat(auditor.get("/bulletins").body()).contains("2026年11月").doesNotContain("/bulletins/older");
            assertThat(auditor.get("/bulletins/older?month=" + MONTH).statusCode())
                    .isEqualTo(403);
        }
        hall.clock.pass(Duration.ofDays(320));
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            assertThat(admin.get("/bulletins").body()).contains("2027年10月").doesNotContain("/bulletins/older");
        }
    }
}

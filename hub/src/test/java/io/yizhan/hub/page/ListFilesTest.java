package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.MONTH;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static io.yizhan.hub.report.PlayedMonth.WANG;
import static io.yizhan.hub.report.PlayedMonth.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.attendance.roster.RosterSet;
import io.yizhan.hub.report.PlayedMonth;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is here, an agency's sums and the list of bulletins, as files for spreadsheets: what the page shows, no more. */
class ListFilesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = new PlayedMonth(hall);
        month.furnish();
        month.everybodyComes();
        month.punch("reader-1", WANG, TODAY, "08:51");
        hall.online("reader-1");
        hall.online("reader-2");
        month.bothComplete();
        hall.decide(new RosterSet(POLICE, TODAY, List.of(LI), List.of(), "admin"));
        hall.accounts.add(
                new Account(new AccountName("chief"), Standing.of(Role.CHIEF_REPRESENTATIVE, ZHAO)),
                PaperHall.PASSWORD,
                PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private HttpResponse<String> get(String account, String path) throws Exception {
        try (Browserless somebody = hall.as(account)) {
            return somebody.get(path);
        }
    }

    @Test
    void who_is_here_is_a_file_with_the_same_words_and_the_same_filter() throws Exception {
        assertThat(get(PaperHall.ADMIN, "/here").body()).contains("href=\"/here.csv\"", "href=\"/here.xlsx\"");
        assertThat(get(PaperHall.ADMIN, "/here.csv").body().lines())
                .hasSize(5)
                .contains("s2,示范李二,公安局（户籍科）,前台,未见打卡,", "s1,示范王一,公安局（户籍科）,后台,08:51 起在岗,", "s3,示范赵三,国税局,,未见打卡,");
        assertThat(get(PaperHall.ADMIN, "/here.csv?agency=shuiwu").body().lines())
                .hasSize(2);
        assertThat(get("chief", "/here.csv").body()).contains("示范赵三").doesNotContain("示范王一");
        assertThat(get("chief", "/here.xlsx?agency=gongan").statusCode()).isEqualTo(403);
    }

    @Test
    void the_list_of_bulletins_is_a_file_with_their_states_and_what_is_to_be_done() throws Exception {
        assertThat(hall.publishing.publish(TAX, MONTH, false, "admin")).isEmpty();
        month.punch("reader-2", ZHAO, LocalDate.of(2026, 10, 15), "08:20");
        month.complete("reader-2", PlayedMonth.at(LocalDate.of(2026, 10, 19), "20:00"));
        String list = "/bulletins.csv?month=" + MONTH;

        assertThat(get(PaperHall.ADMIN, "/bulletins?month=" + MONTH).body()).contains("href=\"" + list + "\"");
        assertThat(get(PaperHall.ADMIN, list).body().lines())
                .hasSize(3)
                .contains("公安局（户籍科）,有待定,3,3 个班次待定")
                .anyMatch(line -> line.startsWith("国税局,已发布 〔2026〕1号 第1版,1,"));
        assertThat(get("chief", list).body()).contains("国税局").doesNotContain("公安局");
    }

    @Test
    void my_agency_offers_the_files_of_the_month_whose_sums_it_shows() throws Exception {
        String file = "/attendance.csv?month=2026-11&agency=shuiwu";
        assertThat(get("chief", "/my-agency").body()).contains("href=\"" + file.replace("&", "&amp;") + "\"");
        assertThat(get("chief", file).body()).contains("示范赵三").doesNotContain("示范王一");
        assertThat(get("chief", file.replace("shuiwu", "gongan")).statusCode()).isEqualTo(403);
    }
}

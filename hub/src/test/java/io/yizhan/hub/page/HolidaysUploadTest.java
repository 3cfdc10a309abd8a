package io.yizhan.hub.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.protocol.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year's holidays as a browser sends a file: in parts. */
class HolidaysUploadTest {

    private static final String PATH = "/rules/holidays";
    private static final String FILE = """
        {"year": 2027, "papers": ["国办发明电〔2026〕9 号"],
         "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}
        """;
    private static final Pattern SHOWN = Pattern.compile("name=\"text\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        new PlayedMonth(hall).furnish();
        admin = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
        hall.close();
    }

    @Test
    void a_file_is_shown_first_and_what_was_shown_is_entered() throws Exception {
        String preview = admin.postFile(PATH, FILE.getBytes(UTF_8)).body();
        assertThat(preview).contains("2027年1月1日", "元旦 放假", "国办发明电〔2026〕9 号", "还没有保存");
        assertThat(years()).containsExactly(2024, 2025, 2026);
        Matcher shown = SHOWN.matcher(preview);
        assertThat(shown.find()).isTrue();

        HttpResponse<String> saved = admin.postForm(
                PATH, Map.of("text", shown.group(1).replace("&#34;", "\"").replace("&quot;", "\""), "act", "save"));

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(years()).containsExactly(2024, 2025, 2026, 2027);
    }

    @Test
    void a_day_that_would_become_free_is_shown_with_whom_it_affects_before_it_is_entered() throws Exception {
        String of2026 = new String(
                Json.write(new HolidayYear(
                        2026,
                        "更正",
                        Stream.concat(
                                        year(2026).days().stream(),
                                        Stream.of(new HolidayYear.Day(LocalDate.of(2026, 11, 20), "校正", true)))
                                .toList())),
                UTF_8);
        String preview = admin.postFile(PATH, of2026.getBytes(UTF_8)).body();

        assertThat(preview)
                .contains("影响 4 人，4 人天", "最近 62 天（2026-09-23 至 2026-11-23）", "示范王一", "<td>2026-11-20</td>")
                .doesNotContain("<td>2026-11-19</td>");
        assertThat(year(2026).days()).noneMatch(day -> day.name().equals("校正"));
    }

    @Test
    void a_year_to_come_affects_nobody_yet() throws Exception {
        assertThat(admin.postFile(PATH, FILE.getBytes(UTF_8)).body())
                .contains("影响 0 人，0 人天")
                .doesNotContain("示范王一");
    }

    @Test
    void a_year_on_board_is_looked_at_before_it_is_taken_over(@TempDir Path other) throws Exception {
        try (PaperHall empty = new PaperHall(other);
                Browserless keeper = empty.as(PaperHall.ADMIN)) {
            assertThat(keeper.get("/rules").body()).contains("href=\"" + PATH + "?year=2026\"", "先看 2026 年");

            assertThat(keeper.get(PATH + "?year=2026").body()).contains("国庆节 放假", "还没有保存", "影响 0 人，0 人天");
            assertThat(keeper.get(PATH + "?year=2031").body()).doesNotContain("还没有保存");
        }
        HttpResponse<String> onRecord = admin.get(PATH + "?year=2026");
        assertThat(onRecord.statusCode()).isEqualTo(409);
        assertThat(onRecord.body()).contains("2026 年已有记录，内容相同");
    }

    @Test
    void a_file_that_is_none_of_holidays_or_not_in_utf_8_is_refused_in_words() throws Exception {
        HttpResponse<String> picture = admin.postFile(PATH, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
        assertThat(picture.statusCode()).isEqualTo(409);
        assertThat(picture.body()).contains("这不是一年的放假安排");

        HttpResponse<String> otherLetters = admin.postFile(PATH, FILE.getBytes(Charset.forName("GB18030")));
        assertThat(otherLetters.statusCode()).isEqualTo(409);
        assertThat(otherLetters.body()).contains("这不是一年的放假安排");
        assertThat(years()).containsExactly(2024, 2025, 2026);
    }

    @Test
    void an_empty_file_and_a_file_that_is_too_large_are_refused() throws Exception {
        HttpResponse<String> empty = admin.postFile(PATH, new byte[0]);
        assertThat(empty.statusCode()).isEqualTo(409);
        assertThat(empty.body()).contains("这不是一年的放假安排");

        assertThat(admin.postFile(PATH, new byte[70_000]).statusCode()).isEqualTo(413);
        assertThat(years()).containsExactly(2024, 2025, 2026);
    }

    @Test
    void a_file_without_the_word_of_the_session_or_of_who_keeps_no_rules_is_refused() throws Exception {
        String parts = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"2027.json\"\r\n\r\n" + FILE
                + "\r\n--x--\r\n";
        assertThat(admin.postMultipart(PATH, "x", HttpRequest.BodyPublishers.ofString(parts))
                        .statusCode())
                .isEqualTo(403);
        hall.accounts.add(
                new Account(new AccountName("clerk"), Standing.of(Role.CLERK, PlayedMonth.WANG)),
                PaperHall.PASSWORD,
                PaperHall.ADMIN);
        try (Browserless clerk = hall.as("clerk")) {
            assertThat(clerk.postFile(PATH, FILE.getBytes(UTF_8)).statusCode()).isEqualTo(403);
        }
        assertThat(years()).containsExactly(2024, 2025, 2026);
    }

    private HolidayYear year(int year) {
        return hall.database.read(RulesOnRecord::years).stream()
                .filter(each -> each.year() == year)
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> years() {
        return hall.database.read(RulesOnRecord::years).stream()
                .map(HolidayYear::year)
                .toList();
    }
}

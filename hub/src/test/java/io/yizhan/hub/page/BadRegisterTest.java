package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.staff.People;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One register with ten kinds of bad rows, at the page and by the interface: each is named, and nothing is imported. */
class BadRegisterTest {

    private static final Pattern WORD = Pattern.compile("\"word\":\"([0-9a-f]{64})\"");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        new Morning(hall).prepare();
        admin = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
        hall.close();
    }

    @Test
    void the_page_names_each_row_with_what_is_wrong_and_offers_no_import() throws Exception {
        long before = people();

        String page = admin.postFile("/register", file()).body();

        assertThat(page).contains("有 10 处不对", "什么都没有导入").doesNotContain("确认导入", "第 2 行");
        assertThat(page)
                .containsSubsequence(
                        "第 3 行", "没有工号",
                        "第 4 行", "不是工号",
                        "第 5 行", "没有姓名",
                        "第 6 行", "没有机构",
                        "第 7 行", "大厅里没有这个机构",
                        "第 8 行", "不是“是”，也不是“否”",
                        "第 9 行", "B岗不能是本人",
                        "第 10 行", "不是日期",
                        "第 11 行", "离开日期早于进驻日期",
                        "第 12 行", "工号重复");
        assertThat(people()).isEqualTo(before);
    }

    @Test
    void the_interface_names_each_row_with_its_kind_and_its_plan_cannot_be_carried_out() throws Exception {
        long before = people();

        HttpResponse<String> preview = admin.postBytes("/api/v1/register/preview", PaperHall.TOKEN, file());

        assertThat(preview.body())
                .containsSubsequence(
                        "\"row\":3,",
                        "number-missing",
                        "\"row\":4,",
                        "number-malformed",
                        "\"row\":5,",
                        "name-missing",
                        "\"row\":6,",
                        "agency-missing",
                        "\"row\":7,",
                        "agency-unknown",
                        "\"row\":8,",
                        "chief-unreadable",
                        "\"row\":9,",
                        "b-self",
                        "\"row\":10,",
                        "day-unreadable",
                        "\"row\":11,",
                        "left-before-coming",
                        "\"row\":12,",
                        "number-twice",
                        "\"lines\":[{\"sheet\":\"\",\"row\":2,");
        Matcher word = WORD.matcher(preview.body());
        assertThat(word.find()).isTrue();
        assertThat(admin.postBytes("/api/v1/register?plan=" + word.group(1), PaperHall.TOKEN, file())
                        .statusCode())
                .isEqualTo(409);
        assertThat(people()).isEqualTo(before);
    }

    @Test
    void without_the_bad_rows_the_same_file_is_imported() throws Exception {
        String[] lines = new String(file(), StandardCharsets.UTF_8).split("\n", -1);
        byte[] good = (lines[0] + "\n" + lines[1] + "\n").getBytes(StandardCharsets.UTF_8);
        long before = people();

        String page = admin.postFile("/register", good).body();
        Matcher plan = Pattern.compile("name=\"plan\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(plan.find()).isTrue();
        admin.postForm("/register/confirmed", Map.of("plan", plan.group(1)));

        assertThat(people()).isEqualTo(before + 1);
    }

    private long people() {
        return hall.database.read(rows -> People.all(rows).size());
    }

    private static byte[] file() throws IOException {
        try (var in = Objects.requireNonNull(BadRegisterTest.class.getResourceAsStream("ten-bad-rows.csv"))) {
            return in.readAllBytes();
        }
    }
}

package io.yizhan.hub.staff.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.sheet.UnreadableSheetException;
import io.yizhan.hub.staff.register.Flaw.Kind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The row that names a file's columns. */
class HeadsTest {

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void missing_and_doubled_columns_and_a_head_without_rows_are_told() throws Exception {
        assertThat(kinds("姓名,机构编号\n示范,police\n")).contains(Kind.COLUMN_MISSING);
        assertThat(kinds("工号,姓名\ns7,示范\n")).contains(Kind.COLUMN_MISSING);
        assertThat(kinds("工号,姓名,姓名,机构编号\ns7,示范,示范,police\n")).contains(Kind.COLUMN_TWICE);
        assertThat(kinds("工号,姓名,机构编号\n")).contains(Kind.NO_ROWS);
        assertThat(kinds("甲,乙\n1,2\n")).containsExactly(Kind.NO_HEAD);
        assertThat(kinds("二〇二六年花名册\n\n * 工 号 ,Name,单位\ns7,示范,公安局\n")).isEmpty();
    }

    @Test
    void a_column_that_is_none_of_the_registers_is_named_and_nothing_of_it_is_read() throws Exception {
        Plan plan = plan("工号,姓名,单位,入职日期, ,电话\ns7,示范,公安局,2020-01-06,,123\n");

        assertThat(plan.unread()).containsExactly("入职日期", "电话");
        assertThat(plan.flaws()).isEmpty();
        assertThat(plan.decisions()).hasSize(1);
        assertThat(plan("工号,姓名,单位,到岗日期\ns7,示范,公安局,2020-01-06\n").unread()).isEmpty();
    }

    private List<Kind> kinds(String text) throws UnreadableSheetException {
        return plan(text).flaws().stream().map(Flaw::kind).toList();
    }

    private Plan plan(String text) throws UnreadableSheetException {
        RegisterFile file = RegisterFile.read(text.getBytes(UTF_8));
        LocalDate today = LocalDate.ofInstant(hall.clock.now(), TestHall.ZONE);
        return hall.read(rows -> StaffImport.plan(rows, file, today, "admin"));
    }
}

package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody types twice: what was refused stands in its form again. */
class RefusedFormTest {

    @TempDir
    Path folder;

    private PaperHall hall;
    private LeaveOffice office;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        office = new LeaveOffice(hall);
        office.furnish();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_refused_form_comes_back_as_it_was_typed_with_the_reason_beside_it() throws Exception {
        Browserless chief = office.as("chief");
        Map<String, String> asked = LeavePageTest.leave("s2", "2026-11-28", "afternoon", "2026-11-29", "morning");
        asked.put("slot", "afternoon-in");
        asked.put("reason", "去省里\"培训\"");
        String page = LeavePageTest.refused(chief.postForm("/leave/ask", asked), "只请班次的，限同一天");

        assertThat(page)
                .contains("填写的内容都还在", "value=\"去省里&#34;培训&#34;\"", "value=\"2026-11-28\"", "value=\"2026-11-29\"");
        assertThat(page).containsPattern("value=\"annual\" selected").containsPattern("value=\"s2\" selected");
        assertThat(page)
                .containsPattern("value=\"afternoon-in\" checked")
                .doesNotContain("value=\"morning-in\" checked");
        assertThat(between(page, "name=\"from_half\"", "</select>")).contains("value=\"afternoon\" selected");
        assertThat(between(page, "name=\"to_half\"", "</select>")).contains("value=\"morning\" selected");
        assertThat(between(page, "action=\"/corrections/ask\"", "</form>"))
                .contains("value=\"s1\" selected")
                .doesNotContain("培训", "alert");
    }

    @Test
    void a_refused_correction_and_a_refused_waiver_come_back_too() throws Exception {
        office.enrol();
        Browserless clerk = office.as("clerk");
        String page = LeavePageTest.refused(
                clerk.submit("/leave/ask", "/corrections/ask", LeavePageTest.correction("s2", "2026-11-23T10:41")),
                "还没有到");
        assertThat(between(page, "action=\"/corrections/ask\"", "</form>"))
                .contains("value=\"2026-11-23T10:41\"", "value=\"指纹机没有反应\"", "value=\"监控截图 7\"");
        assertThat(between(page, "action=\"/leave/ask\"", "</form>")).doesNotContain("指纹机没有反应");
        assertThat(between(page, "action=\"/language\"", "</form>"))
                .as("another language shows the page, not what answers its form")
                .contains("name=\"then\" value=\"/leave/ask\"");

        page = LeavePageTest.refused(
                clerk.submit(
                        "/corrections/ask", "/corrections/ask", LeavePageTest.correction("s2", "2026-11-23T10:41")),
                "还没有到");
        assertThat(between(page, "action=\"/language\"", "</form>"))
                .as("where the first refusal was shown, no page can be opened")
                .contains("name=\"then\" value=\"/\"");

        Browserless admin = office.as("admin");
        page = LeavePageTest.refused(
                admin.postForm("/waivers", LeavePageTest.waiver("reader-1", "2026-11-23T10:00", "2026-11-23T09:00")),
                "结束早于开始");
        assertThat(page)
                .contains("value=\"2026-11-23T10:00\"", "value=\"供电所通知 12\"")
                .contains("还没有登记过设备故障");
        assertThat(admin.get("/waivers").body()).doesNotContain("供电所通知 12", "alert");
    }

    @Test
    void a_refused_small_form_leads_back_to_its_page_and_so_does_the_switch_of_the_language() throws Exception {
        Browserless admin = office.as("admin");
        String stood = "/leave?kind=corrections&state=waiting";
        String page = LeavePageTest.refused(
                admin.submit(stood, "/waivers/nothing/withdraw", Map.of("reason", "记错了")), "没有这条记录");

        assertThat(between(page, "action=\"/language\"", "</form>"))
                .contains("name=\"then\" value=\"" + stood.replace("&", "&amp;") + "\"");
        assertThat(page).contains("href=\"" + stood.replace("&", "&amp;") + "\">回到刚才的页面");
    }

    @Test
    void who_does_not_say_where_the_form_stood_or_names_another_site_comes_back_to_the_first_page() throws Exception {
        Browserless admin = office.as("admin");
        String page =
                LeavePageTest.refused(admin.postForm("/waivers/nothing/withdraw", Map.of("reason", "记错了")), "没有这条记录");
        assertThat(between(page, "action=\"/language\"", "</form>")).contains("value=\"/\"");

        page = admin.submit("@evil.example/x", "/waivers/nothing/withdraw", Map.of("reason", "记错了"))
                .body();
        assertThat(between(page, "action=\"/language\"", "</form>")).contains("value=\"/\"");
        assertThat(page).doesNotContain("evil.example", "回到刚才的页面");
    }

    private static String between(String page, String from, String to) {
        int begin = page.indexOf(from);
        assertThat(begin).as(from).isNotNegative();
        return page.substring(begin, page.indexOf(to, begin));
    }
}

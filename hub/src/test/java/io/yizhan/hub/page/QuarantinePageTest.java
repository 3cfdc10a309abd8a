package io.yizhan.hub.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.SetAside;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 待处理: what is set aside is shown for what it is, and applied again. */
class QuarantinePageTest {

    private static final Punch PUNCH = new Punch(Punch.Method.PIN, new StaffId("s0101"), null, null, null);

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        anna = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        anna.close();
        hall.close();
    }

    private HttpResponse<String> again() throws Exception {
        SetAside entry = hall.database.read(rows -> SetAside.list(rows, 1, 0)).getFirst();
        return anna.post(
                "/quarantine",
                Map.of(
                        "form_word",
                        anna.formWord(),
                        "device",
                        entry.device().text(),
                        "journal",
                        entry.journal().text(),
                        "seq",
                        String.valueOf(entry.seq())));
    }

    private long punches() {
        return hall.database.read(rows -> rows.number("SELECT count(*) FROM punch"));
    }

    @Test
    void without_any_it_says_what_will_stand_here_and_no_number_stands_at_its_tab() throws Exception {
        assertThat(anna.get("/quarantine").body()).contains("没有待处理的条目").doesNotContain("class=\"count\"");
    }

    @Test
    void an_entry_stands_with_its_reason_and_its_bytes_do_no_harm() throws Exception {
        TrueTime uncertain = new TrueTime(
                hall.clock.now(),
                hall.clock.now().minus(Duration.ofMinutes(90)),
                hall.clock.now(),
                TrueTime.Source.UNCERTAIN,
                false);
        hall.garbage("reader-1", uncertain, "<script>alert(1)</script>\u202e\u0007".getBytes(UTF_8), "it is no object");
        hall.garbage("reader-1", uncertain, new byte[] {(byte) 0xff, 0x00}, "it is no text");

        String page = anna.get("/quarantine").body();

        assertThat(page)
                .contains("读不懂", "it is no object", "时间不确定", "0xff00", "\\u{202e}\\u{7}", "&lt;script&gt;alert(1)")
                .contains("<span class=\"count\">2")
                .doesNotContain("<script>alert");
        assertThat(anna.get("/punches").body()).contains("<span class=\"count\">2");
    }

    @Test
    void it_is_applied_again_and_counts() throws Exception {
        hall.setAside(
                "reader-1",
                TrueTime.exactly(hall.clock.now()),
                PUNCH,
                Fate.QUARANTINED,
                "device reader-1 has no reader");

        HttpResponse<String> done = again();

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(anna.get(done.headers().firstValue("Location").orElseThrow()).body())
                .contains("已计入记录", "没有待处理的条目");
        assertThat(punches()).isEqualTo(1);
    }

    @Test
    void one_that_still_may_not_count_stays_and_the_page_says_why() throws Exception {
        hall.objection = Optional.of("device reader-1 has no reader");
        hall.setAside("reader-1", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.QUARANTINED, "as before");

        assertThat(again().body()).contains("仍不能计入", "device reader-1 has no reader");
        assertThat(punches()).isZero();
    }

    @Test
    void one_that_somebody_just_applied_is_said_and_what_names_no_entry_is_refused() throws Exception {
        Map<String, String> gone =
                Map.of("form_word", anna.formWord(), "device", "reader-1", "journal", PaperHall.uuid(), "seq", "1");
        assertThat(anna.post("/quarantine", gone).body()).contains("已不在待处理之列");
        Map<String, String> wrong =
                Map.of("form_word", anna.formWord(), "device", "reader-1", "journal", "x", "seq", "1");
        assertThat(anna.post("/quarantine", wrong).statusCode()).isEqualTo(400);
    }

    @Test
    void all_of_one_device_are_applied_again_with_one_press_and_other_devices_wait() throws Exception {
        for (int i = 0; i < 3; i++) {
            hall.setAside("reader-1", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.QUARANTINED, "as before");
        }
        hall.garbage("reader-1", TrueTime.exactly(hall.clock.now()), new byte[] {(byte) 0xff}, "it is no text");
        hall.setAside("reader-2", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.QUARANTINED, "as before");
        assertThat(anna.get("/quarantine").body()).contains("reader-1 <span class=\"quiet nowrap\">4 条");

        assertThat(allOf("reader-1"))
                .contains("reader-1：已计入 3 条。1 条仍不能计入", "notice look", "<span class=\"count\">2")
                .contains("reader-2 <span class=\"quiet nowrap\">1 条")
                .doesNotContain("没有轮到");
        assertThat(punches()).isEqualTo(3);
        assertThat(allOf("reader-2")).contains("reader-2：已计入 1 条。", "notice well");
    }

    @Test
    void of_a_device_that_still_may_not_say_it_all_stay_and_are_counted() throws Exception {
        hall.objection = Optional.of("device reader-1 has no reader");
        hall.setAside("reader-1", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.QUARANTINED, "as before");
        hall.setAside("reader-1", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.UNPROJECTED, "as before");

        assertThat(allOf("reader-1")).contains("已计入 0 条。2 条仍不能计入").doesNotContain("notice well");
        assertThat(punches()).isZero();
        Map<String, String> none = Map.of("form_word", anna.formWord(), "device", "no such!");
        assertThat(anna.post("/quarantine/device", none).statusCode()).isEqualTo(400);
    }

    @Test
    void five_hundred_are_judged_with_one_press() throws Exception {
        setAside(500);

        assertThat(allOf("reader-1")).contains("已计入 500 条。", "没有待处理的条目").doesNotContain("没有轮到");
        assertThat(punches()).isEqualTo(500);
    }

    @Test
    void one_more_waits_for_the_next_press() throws Exception {
        setAside(501);

        assertThat(allOf("reader-1")).contains("已计入 500 条。还有 1 条没有轮到");
        assertThat(allOf("reader-1")).contains("已计入 1 条。", "没有待处理的条目");
        assertThat(punches()).isEqualTo(501);
    }

    @Test
    void five_hundred_that_nobody_can_read_stand_in_nobodys_way() throws Exception {
        for (int i = 0; i < 500; i++) {
            hall.garbage("reader-1", TrueTime.exactly(hall.clock.now()), new byte[] {(byte) 0xff}, "it is no text");
        }
        setAside(1);

        assertThat(allOf("reader-1")).contains("已计入 1 条。499 条仍不能计入");
        assertThat(punches()).isEqualTo(1);
    }

    private void setAside(int entries) {
        for (int i = 0; i < entries; i++) {
            hall.setAside("reader-1", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.QUARANTINED, "as before");
        }
    }

    private String allOf(String device) throws Exception {
        HttpResponse<String> done =
                anna.post("/quarantine/device", Map.of("form_word", anna.formWord(), "device", device));
        assertThat(done.statusCode()).isEqualTo(303);
        return anna.get(done.headers().firstValue("Location").orElseThrow()).body();
    }

    @Test
    void programs_get_the_list_too() throws Exception {
        hall.setAside("reader-1", TrueTime.exactly(hall.clock.now()), PUNCH, Fate.UNKNOWN, "too new");

        assertThat(anna.get("/api/v1/quarantine", "Authorization", "Bearer " + PaperHall.TOKEN)
                        .body())
                .contains("\"fate\":\"unknown\"", "\"reason\":\"too new\"");
    }
}

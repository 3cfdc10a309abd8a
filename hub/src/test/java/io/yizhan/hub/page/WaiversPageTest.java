package io.yizhan.hub.page;

import static io.yizhan.hub.page.LeaveOffice.id;
import static io.yizhan.hub.page.LeavePageTest.forbidden;
import static io.yizhan.hub.page.LeavePageTest.refused;
import static io.yizhan.hub.page.LeavePageTest.sent;
import static io.yizhan.hub.page.LeavePageTest.waiver;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.staff.PinConfirmed;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead readers, by their page and as a file. */
class WaiversPageTest {

    @TempDir
    Path folder;

    private PaperHall hall;
    private LeaveOffice office;
    private final List<Browserless> browsers = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        office = new LeaveOffice(hall);
        office.furnish();
    }

    @AfterEach
    void close() {
        browsers.forEach(Browserless::close);
        hall.close();
    }

    @Test
    void a_waiver_shows_whom_it_excuses_and_who_had_another_reader() throws Exception {
        office.enrol();
        Browserless admin = as("admin");
        sent(admin.postForm("/waivers", waiver("reader-1", "2026-11-23T07:00", "2026-11-23T10:00")));

        String page = admin.get("/waivers").body();
        assertThat(page).contains("reader-1", "供电所通知 12", "豁免 2 人", "当时还能用：reader-2", "没有别的打卡机可用", "2026-11-23 周一");
        refused(admin.postForm("/waivers", waiver("reader-1", "2026-11-23T07:00", "2026-11-23T10:41")), "还没有到");
        refused(admin.postForm("/waivers", waiver("reader-9", "2026-11-23T07:00", "2026-11-23T10:00")), "没有打卡机");
        forbidden(as("chief").postForm("/waivers", waiver("reader-1", "2026-11-23T07:00", "2026-11-23T10:00")));

        String id = id(page, "/waivers/", "/withdraw");
        sent(admin.postForm("/waivers/" + id + "/withdraw", Map.of("reason", "记错了")));
        assertThat(admin.get("/waivers").body()).contains("已撤回", "记错了");
        assertThat(as("foreign").get("/waivers").body()).contains("reader-1").doesNotContain("钱慧敏");
    }

    @Test
    void a_waiver_excuses_who_punches_by_pin_alone_and_nobody_who_could_not_punch_there() throws Exception {
        hall.people.setPin(new StaffId("s1"), "4711", "admin");
        for (String reader : List.of("reader-1", "reader-2")) {
            hall.decide(hall.clock.now(), new PinConfirmed(new StaffId("s1"), new DeviceId(reader), hall.clock.now()));
        }
        Browserless admin = as("admin");
        sent(admin.postForm("/waivers", waiver("reader-1", "2026-11-23T07:00", "2026-11-23T10:00")));
        assertThat(admin.get("/waivers").body())
                .contains("豁免 1 人", "赵明 <span", "当时还能用：reader-2")
                .doesNotContain("钱慧敏", "孙丽");

        sent(admin.postForm("/waivers", waiver("reader-2", "2026-11-20T07:00", "2026-11-20T10:00")));
        assertThat(admin.get("/waivers").body())
                .as("the PIN was set on Monday: on Friday it opened nothing")
                .contains("豁免 0 人");
    }

    @Test
    void waivers_are_a_file_too_in_which_each_reads_the_own_people_alone() throws Exception {
        office.enrol();
        Browserless admin = as("admin");
        assertThat(admin.get("/waivers").body()).doesNotContain("/waivers.csv");
        sent(admin.postForm("/waivers", waiver("reader-1", "2026-11-23T07:00", "2026-11-23T10:00")));
        String id = id(admin.get("/waivers").body(), "/waivers/", "/withdraw");
        sent(admin.postForm("/waivers/" + id + "/withdraw", Map.of("reason", "记错了")));

        assertThat(admin.get("/waivers").body()).contains("/waivers.csv", "/waivers.xlsx");
        List<String> lines = admin.get("/waivers.csv")
                .body()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .startsWith(id + ",reader-1,2026-11-23 07:00")
                .contains("停电", "供电所通知 12", "记错了", "s2 钱慧敏");
        assertThat(admin.get("/waivers.xlsx").statusCode()).isEqualTo(200);
        assertThat(as("foreign").get("/waivers.csv").body()).contains(id, "停电").doesNotContain("钱慧敏", "赵明");
    }

    private Browserless as(String account) throws Exception {
        Browserless browser = office.as(account);
        browsers.add(browser);
        return browser;
    }
}

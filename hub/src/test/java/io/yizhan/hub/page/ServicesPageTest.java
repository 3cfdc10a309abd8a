package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.queue.CallRule;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hall as {@code hub init} makes it comes to its services on the page, and keeps them there. */
class ServicesPageTest {

    private static final DeviceId PI = new DeviceId("pi-1");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        admin = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
        hall.close();
    }

    @Test
    void an_empty_hall_is_told_what_comes_first_and_where() throws Exception {
        assertThat(admin.get("/services").body())
                .contains("还没有事项", "还没有机构", "href=\"/agencies\"", "还没有带窗口的设备", "还没有取号机")
                .doesNotContain("新增事项");

        furnish();

        assertThat(admin.get("/services").body())
                .contains("还没有事项", "新增事项", "户籍处")
                .doesNotContain("还没有机构", "还没有带窗口的设备", "还没有取号机");
    }

    @Test
    void a_service_is_added_and_the_kiosk_that_came_before_it_gives_out_its_letters() throws Exception {
        furnish();
        assertThat(kiosk().series()).isEmpty();

        done(admin.postForm("/services", hukou()), "added");

        assertThat(service("hukou"))
                .isEqualTo(new HallService(
                        new ServiceId("hukou"),
                        new SeriesId("A"),
                        "户口登记",
                        "Household register",
                        null,
                        null,
                        new AgencyId("huji"),
                        true,
                        List.of(new CounterId("2"))));
        assertThat(kiosk().series()).containsExactly(new SeriesId("A"));
        assertThat(admin.get("/services?done=added").body())
                .contains("事项已新增", "户口登记", "Household register", "户籍处")
                .doesNotContain("没有取号机发这个字母", "还没有事项");
    }

    @Test
    void a_kiosk_that_gives_out_some_letters_alone_keeps_to_them_and_the_page_says_whose_numbers_nobody_gives()
            throws Exception {
        furnish();
        done(admin.postForm("/services", hukou()), "added");
        done(admin.postForm("/services", hukou("passport", "B")), "added");
        hall.decide(new DeviceAdded(
                new DeviceId("pi-2"),
                List.of(new StationConfig.Kiosk(new StationId("kiosk-2"), List.of(new SeriesId("A")))),
                null));

        done(admin.postForm("/services", hukou("idcard", "A")), "added");
        done(admin.postForm("/services", hukou("zhizhao", "C")), "added");

        assertThat(kiosk("pi-2").series()).containsExactly(new SeriesId("A"));
        assertThat(kiosk().series()).extracting(SeriesId::text).containsExactly("A", "B", "C");
        assertThat(admin.get("/services").body()).doesNotContain("没有取号机发这个字母");
        hall.decide(new DeviceRemoved(PI, "broken"));
        assertThat(admin.get("/services").body()).contains("没有取号机发这个字母");
    }

    @Test
    void a_refused_service_comes_back_as_it_was_typed_with_what_is_wrong() throws Exception {
        furnish();
        done(admin.postForm("/services", hukou()), "added");
        Map<String, String> wrong = Map.of(
                "service=Hu kou",
                "1 至 32 位小写字母",
                "series=a1",
                "1 至 3 个大写英文字母",
                "name=",
                "事项名称要写 1 至 40 个字",
                "name_en=" + "x".repeat(81),
                "英文名称最多 80 个字符",
                "agency=nowhere",
                "大厅里没有机构 nowhere",
                "counter=9",
                "没有设备带窗口 9",
                "service=hukou",
                "已经有了");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            String[] field = each.getKey().split("=", -1);
            Map<String, String> typed = hukou("passport", "B");
            typed.put("name_en", "Passport \"fast\"");
            typed.put(field[0], field[1]);

            HttpResponse<String> answer = admin.postForm("/services", typed);

            assertThat(answer.statusCode()).as(each.getKey()).isIn(400, 409);
            assertThat(answer.body()).contains(each.getValue(), "填写的内容都还在");
            if (!List.of("agency", "counter").contains(field[0])) {
                assertThat(answer.body()).contains("name=\"" + field[0] + "\" value=\"" + field[1] + "\"");
            }
            assertThat(answer.body()).containsPattern("<details class=\"facts\" open><summary>新增事项");
        }
        Map<String, String> nowhere = hukou("passport", "B");
        nowhere.remove("counter");
        assertThat(admin.postForm("/services", nowhere).body()).contains("请至少选一个办理的窗口");
        assertThat(hall.database.read(HallServices::all)).hasSize(1);
    }

    @Test
    void a_service_is_changed_closed_and_opened_again_and_its_papers_are_said() throws Exception {
        furnish();
        done(admin.postForm("/services", hukou()), "added");

        Map<String, String> changed = hukou();
        changed.putAll(Map.of("name", "户口登记与迁移", "name_en", "", "counter", "1"));
        done(admin.postForm("/services/hukou/change", changed), "changed");
        done(admin.postForm("/services/hukou/papers", Map.of("papers", "身份证、户口簿", "papers_en", "")), "papers");
        done(admin.postForm("/services/hukou/switch", Map.of("open", "false")), "switched");

        HallService service = service("hukou");
        assertThat(service.name()).isEqualTo("户口登记与迁移");
        assertThat(service.nameEn()).isNull();
        assertThat(service.counters()).containsExactly(new CounterId("1"));
        assertThat(service.papers()).isEqualTo("身份证、户口簿");
        assertThat(service.open()).isFalse();
        assertThat(admin.get("/services").body()).contains("停办", "身份证、户口簿");
        done(admin.postForm("/services/hukou/switch", Map.of("open", "true")), "switched");
        done(admin.postForm("/services/hukou/papers", Map.of("papers", "", "papers_en", "")), "papers");
        assertThat(service("hukou").open()).isTrue();
        assertThat(service("hukou").papers()).isNull();
    }

    @Test
    void what_would_change_nothing_or_makes_no_sense_is_refused_beside_its_service() throws Exception {
        furnish();
        done(admin.postForm("/services", hukou()), "added");

        refused("/services/hukou/switch", Map.of("open", "true"), "已经是这样");
        refused("/services/hukou/switch", Map.of("open", "perhaps"), "请用页面上的按钮");
        refused("/services/hukou/change", hukou(), "已经是这样");
        refused("/services/hukou/papers", Map.of("papers", "证".repeat(49)), "材料最多 48 个字");
        refused("/services/nothing/switch", Map.of("open", "false"), "没有事项 nothing");
        refused("/services/nothing/change", hukou(), "没有事项 nothing");
        refused("/services/nothing/papers", Map.of("papers", "身份证"), "没有事项 nothing");

        assertThat(service("hukou").open()).isTrue();
        assertThat(service("hukou").papers()).isNull();
    }

    @Test
    void the_order_of_calls_is_said_in_words_and_set_in_minutes() throws Exception {
        assertThat(admin.get("/services").body()).contains("每叫 3 个号", "等满 30 分钟");

        done(admin.postForm("/services/call-rule", Map.of("one_in", "4", "aged_minutes", "20")), "call-rule");

        assertThat(hall.database.read(CallRule::of)).isEqualTo(new CallRule(4, Duration.ofMinutes(20)));
        assertThat(admin.get("/services").body()).contains("每叫 4 个号", "等满 20 分钟");
        refused("/services/call-rule", Map.of("one_in", "0", "aged_minutes", "20"), "1 至 100 的整数");
        refused("/services/call-rule", Map.of("one_in", "4", "aged_minutes", "2000"), "1 至 1440 的整数");
        refused("/services/call-rule", Map.of("one_in", "4", "aged_minutes", "20"), "叫号次序已经是这样");
    }

    private void furnish() {
        hall.decide(new AgencyAdded(new AgencyId("huji"), "户籍处", "Residence"));
        hall.decide(new DeviceAdded(
                PI,
                List.of(
                        new StationConfig.Kiosk(new StationId("kiosk-1"), List.of()),
                        new StationConfig.Counter(new StationId("1"), 20),
                        new StationConfig.Counter(new StationId("2"), 20)),
                null));
    }

    private static Map<String, String> hukou() {
        return hukou("hukou", "A");
    }

    private static Map<String, String> hukou(String service, String series) {
        return new HashMap<>(Map.of(
                "service", service,
                "series", series,
                "name", "户口登记",
                "name_en", "Household register",
                "agency", "huji",
                "counter", "2"));
    }

    private static void done(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/services?done=" + what);
    }

    private void refused(String path, Map<String, String> form, String why) throws Exception {
        HttpResponse<String> answer = admin.postForm(path, form);
        assertThat(answer.statusCode()).as(path).isIn(400, 409);
        assertThat(answer.body()).contains(why, "role=\"alert\"");
        form.forEach((field, text) -> {
            if (text.length() > 20) {
                assertThat(answer.body()).contains(text);
            }
        });
    }

    private HallService service(String id) {
        return hall.database
                .read(rows -> HallServices.find(rows, new ServiceId(id)))
                .orElseThrow();
    }

    private StationConfig.Kiosk kiosk() {
        return kiosk(PI.text());
    }

    private StationConfig.Kiosk kiosk(String device) {
        return hall.database
                .read(rows -> Devices.find(rows, new DeviceId(device)))
                .orElseThrow()
                .stations(StationConfig.Kiosk.class)
                .getFirst();
    }
}

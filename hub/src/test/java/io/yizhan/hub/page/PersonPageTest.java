package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.Templates;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.StationConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of people, as an admin works with it. */
class PersonPageTest {

    private static final String ANNA = "/people/s0101";
    private static final DeviceId READER = new DeviceId("reader-1");
    private static final DeviceId WEST = new DeviceId("west");
    private static final String TEMPLATE = "c2VjcmV0LXRlbXBsYXRl";

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        new Morning(hall).prepare();
        hall.decide(new DeviceAdded(WEST, List.of(new StationConfig.Reader(new StationId("west"))), null));
        admin = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
        hall.close();
    }

    @Test
    void without_a_consent_no_reader_is_offered_and_with_one_only_those_that_are_there() throws Exception {
        assertThat(page()).contains("还没有存档的同意书，不能登记指纹").doesNotContain("在这台登记");

        post("/consent", Map.of("record", "档案室 12 号柜"));

        assertThat(page())
                .contains("档案室 12 号柜")
                .contains("在这台登记<span class=\"unseen\"> reader-1</span>")
                .doesNotContain("在这台登记<span class=\"unseen\"> west</span>")
                .contains("请检查它的电源和网线");
    }

    @Test
    void a_consent_that_does_not_say_where_it_is_is_none() throws Exception {
        assertThat(admin.postForm(ANNA + "/consent", Map.of("record", "  ")).statusCode())
                .isEqualTo(400);
        assertThat(page()).contains("还没有存档的同意书");
    }

    @Test
    void an_enrolment_is_seen_step_by_step_and_each_end_says_what_to_do() throws Exception {
        consented();
        post("/enrol", Map.of("device", "reader-1"));
        assertThat(page()).contains("正在 reader-1 登记", "已通知打卡机，正在等它回答", "取消登记");

        reply(Reply.Step.TOUCH_1, null);
        assertThat(page()).contains("第 1 次：请把手指平放在指纹窗上");
        reply(Reply.Step.LIFT, null);
        assertThat(page()).contains("请抬起手指");

        reply(Reply.Step.FAILED, "duplicate");
        assertThat(page()).contains("reader-1：这个手指已经登记过", "请换一个手指再登记").doesNotContain("取消登记");
        for (Map.Entry<String, String> end : Map.of(
                        "nobody-came", "60 秒内没有人按手指",
                        "not-merged", "三次按的不像是同一个手指",
                        "sensor", "指纹模块没有应答",
                        "of-a-later-version", "没有登记成功")
                .entrySet()) {
            post("/enrol", Map.of("device", "reader-1"));
            reply(Reply.Step.FAILED, end.getKey());
            assertThat(page()).contains(end.getValue(), "<p class=\"code\">" + end.getKey());
        }
    }

    @Test
    void nobody_is_led_at_a_reader_that_is_away_or_busy_and_the_page_says_what_to_do() throws Exception {
        consented();
        assertThat(where(admin.postForm(ANNA + "/enrol", Map.of("device", "west"))))
                .endsWith("?why=reader-away");
        assertThat(admin.get(ANNA + "?why=reader-away").body()).contains("这台打卡机不在线。", "或选择另一台");
        post("/enrol", Map.of("device", "reader-1"));

        assertThat(where(admin.postForm(ANNA + "/enrol", Map.of("device", "reader-1"))))
                .endsWith("?why=person-busy");
    }

    @Test
    void what_is_given_up_ends_and_can_be_started_again() throws Exception {
        consented();
        post("/enrol", Map.of("device", "reader-1"));
        Enrolment enrolment = hall.database.read(Enrolments::all).getFirst();

        assertThat(where(admin.postForm(
                        ANNA + "/cancel",
                        Map.of("enrolment", enrolment.enrolment().text()))))
                .endsWith("?done=cancelled");

        assertThat(page()).doesNotContain("取消登记").contains("在这台登记");
    }

    @Test
    void a_finger_stands_with_each_reader_and_after_its_removal_with_each_that_has_confirmed() throws Exception {
        hall.online("west");
        Enrolment first = enrolled();
        await().until(() -> hall.sent.stream().anyMatch(message -> command(message) instanceof PutTemplate));
        assertThat(page()).contains("手指 1", "已登记", "模板在路上").doesNotContain(TEMPLATE);
        assertThat(admin.get("/people").body()).contains("1 / 2 台打卡机");

        hall.commands.replied(
                WEST, Json.write(new Reply(newest().command(), Reply.Step.FAILED, Templates.MISFIT, null)));
        await().until(() -> page().contains("传感器型号不同，用不了这个模板"));
        assertThat(page()).contains("单独登记这个手指", "在这台登记<span class=\"unseen\"> west</span>");

        post("/remove", Map.of("finger", first.finger().text()));
        assertThat(page()).contains("已删除的指纹", "等待确认删除");
        assertThat(admin.get("/people").body()).contains("等待删除确认", "reader-1 还没有确认");
        hall.tell("reader-1", PaperHall.NOW.plusSeconds(1), new FingerDeleted(first.enrolment(), first.position()));
        assertThat(page()).contains("已确认删除");
        assertThat(admin.get("/people").body()).doesNotContain("reader-1 还没有确认");
    }

    @Test
    void a_reader_that_has_left_is_to_be_wiped_until_it_has_said_that_the_finger_is_gone() throws Exception {
        Enrolment first = enrolled();
        hall.decide(new DeviceRemoved(READER, "sold"));
        assertThat(page()).contains("手指 1", "请擦除它的指纹模块");

        hall.tell("reader-1", PaperHall.NOW.plusSeconds(1), new FingerDeleted(first.enrolment(), first.position()));

        assertThat(page()).contains("手指 1").doesNotContain("请擦除它的指纹模块");
    }

    @Test
    void a_pin_is_set_and_shown_never_again() throws Exception {
        assertThat(page()).contains("未设置");

        post("/pin", Map.of("pin", "739201"));

        assertThat(page()).contains("已设置", "更换密码").doesNotContain("739201");
        assertThat(admin.postForm(ANNA + "/pin", Map.of("pin", "12a4")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void who_leaves_is_in_the_list_only_as_long_as_something_of_theirs_is_awaited() throws Exception {
        Enrolment first = enrolled();
        post("/leave", Map.of("last_day", "2026-11-23"));

        assertThat(admin.get("/people").body()).contains("等待删除确认").contains("赵明");
        assertThat(page()).contains("已离岗", "等待确认删除").doesNotContain("设置密码");

        hall.tell("reader-1", PaperHall.NOW.plusSeconds(1), new FingerDeleted(first.enrolment(), first.position()));
        hall.database.writeAndWait(tx -> tx.update("DELETE FROM enrolment WHERE device = 'west'"));
        assertThat(admin.get("/people").body()).doesNotContain("赵明");
    }

    @Test
    void a_clerk_sees_the_own_page_alone_and_changes_nothing_on_it() throws Exception {
        hall.accounts.add(
                new Account(new AccountName("clerk"), Standing.of(Role.CLERK, new StaffId("s0102"))),
                "seven-warm-noodles",
                "init");
        try (Browserless clerk = new Browserless(hall)) {
            clerk.signIn("clerk", "seven-warm-noodles");

            assertThat(clerk.get("/people").body()).contains("钱慧敏").doesNotContain("赵明");
            assertThat(clerk.get(ANNA).statusCode()).isEqualTo(403);
            assertThat(clerk.get("/people/s9999").body())
                    .isEqualTo(clerk.get(ANNA).body().replace("s0101", "s9999"));
            assertThat(clerk.get("/people/s0102").body()).contains("钱慧敏").doesNotContain("action=\"/people");
            for (String person : List.of(ANNA, "/people/s0102")) {
                assertThat(clerk.postForm(person + "/leave", Map.of()).statusCode())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void nobody_with_a_number_that_is_not_there_has_a_page() throws Exception {
        assertThat(admin.get("/people/s9999").statusCode()).isEqualTo(404);
        assertThat(admin.get("/people/no%20number").statusCode()).isEqualTo(404);
    }

    private void consented() throws Exception {
        post("/consent", Map.of("record", "file 12"));
    }

    private Enrolment enrolled() throws Exception {
        consented();
        post("/enrol", Map.of("device", "reader-1"));
        Enrolment enrolment = hall.database.read(Enrolments::all).getFirst();
        hall.tell("reader-1", PaperHall.NOW, new FingerEnrolled(enrolment.enrolment(), enrolment.position()));
        hall.commands.replied(READER, Json.write(new Reply(newest().command(), Reply.Step.DONE, null, TEMPLATE)));
        await().until(() -> hall.database.read(Enrolments::all).size() == 2);
        return enrolment;
    }

    private void reply(Reply.Step step, @Nullable String code) {
        hall.commands.replied(READER, Json.write(new Reply(newest().command(), step, code, null)));
    }

    private Command newest() {
        return hall.sent.reversed().stream()
                .map(PersonPageTest::command)
                .filter(command -> command instanceof Enrol || command instanceof PutTemplate)
                .findFirst()
                .orElseThrow();
    }

    private static Command command(Message message) {
        try {
            return Json.read(message.payload(), Command.class);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    private String page() throws Exception {
        return admin.get(ANNA).body();
    }

    private void post(String what, Map<String, String> form) throws Exception {
        assertThat(admin.postForm(ANNA + what, form).statusCode()).as(what).isEqualTo(303);
    }

    private static String where(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}

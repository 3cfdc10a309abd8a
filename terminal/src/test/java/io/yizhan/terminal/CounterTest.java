package io.yizhan.terminal;

import static io.yizhan.terminal.ClerksPage.COUNTER;
import static io.yizhan.terminal.ClerksPage.LI_MING;
import static io.yizhan.terminal.ClerksPage.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.request.Answer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterTest {

    private static final CallId CALL = new CallId("00000000-0000-4000-8000-0000000000c1");
    private static final CallId CALL_2 = new CallId("00000000-0000-4000-8000-0000000000c2");
    private static final String PIN = "2468";

    /** Nobody holds a key so long on purpose, see the keypad. */
    private static final Duration STUCK_MAX = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private Hall hall;
    private ClerksPage page;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, ClerksPage.STATIONS);
        page = new ClerksPage(hall);
        hall.offer();
        hall.configure(1, List.of(), List.of());
        await().until(() -> hall.face("3/clerk").equals("请输入工号，按确认"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_clerk_signs_in_with_number_and_pin_and_out_again() throws Exception {
        knowPin();

        hall.press("3", "0", "1", "2", "4", "enter", "2", "4", "6", "8");
        await().until(() -> hall.face("3/clerk").contains("●●●●"));
        hall.press("3", "enter");
        hall.told("3/clerk", "登录成功");
        hall.press("3", "sign-out");
        hall.told("3/clerk", "已退出");

        hall.awaitFacts(
                new SignedIn(COUNTER, LI_MING),
                new CounterOpened(COUNTER),
                new CounterClosed(COUNTER),
                new SignedOut(COUNTER, LI_MING));
    }

    @Test
    void a_wrong_pin_is_refused_and_after_five_there_is_a_pause() throws Exception {
        knowPin();

        for (int attempt = 0; attempt < 5; attempt++) {
            hall.press("3", "0", "1", "2", "4", "enter", "1", "1", "1", "1", "enter");
        }
        hall.told("3/clerk", "工号或密码不对，请重新输入");
        hall.press("3", "0", "1", "2", "4", "enter", "2", "4", "6", "8", "enter");
        hall.told("3/clerk", "多次输错");

        assertThat(hall.hub.facts(SignedIn.class)).isEmpty();
    }

    @Test
    void a_citizen_is_called_served_and_rates_once() throws Exception {
        signIn();
        hall.hub.answers = _ -> Answer.called(CALL, ticket(23), Hall.HUKOU, 4);

        hall.press("3", "next");
        hall.told("3/clerk", "请 A023 户籍办理");
        assertThat(hall.face("3/display")).isEqualTo("A023 户籍办理");
        hall.press("3", "start-rating");
        hall.told("3/evaluator", "请您评价本次服务");
        assertThat(lamps()).doesNotContainValue(false);
        hall.press("3", "rate-4", "rate-1");
        hall.told("3/evaluator", "A023评价“满意”，谢谢您");

        await().until(() -> !hall.hub.facts(RatingGiven.class).isEmpty());
        RatingOpened opened = hall.hub.facts(RatingOpened.class).getFirst();
        assertThat(opened.call()).isEqualTo(CALL);
        assertThat(opened.staff()).isEqualTo(LI_MING);
        hall.awaitFacts(new Called(CALL, ticket(23)), new Finished(CALL), opened, new RatingGiven(opened.session(), 4));
        assertThat(hall.hub.asked.getFirst().after()).isNull();
        assertThat(Objects.requireNonNull(hall.look().station("3").counter()).callNextMs())
                .hasSize(1);

        hall.press("3", "start-rating");
        hall.told("3/clerk", "本次服务已经评价过");
        assertThat(hall.hub.facts(RatingOpened.class)).hasSize(1);
        assertThat(hall.hub.facts(RatingGiven.class)).hasSize(1);
    }

    @Test
    void nobody_who_presses_is_not_rated_and_the_clerk_cannot_cut_the_time_short() throws Exception {
        signIn();
        hall.hub.answers = _ -> Answer.called(CALL, ticket(23), Hall.HUKOU, 4);
        hall.press("3", "next");
        hall.told("3/clerk", "请 A023");

        hall.press("3", "start-rating");
        hall.told("3/evaluator", "请您评价");
        hall.press("3", "next");
        hall.told("3/clerk", "请等市民评价结束再操作");
        hall.told("3/evaluator", "A023未评价，谢谢您");

        await().until(() -> hall.hub.facts(RatingMissed.class).size() == 1);
        assertThat(hall.hub.facts(RatingGiven.class)).isEmpty();
        assertThat(hall.hub.asked).hasSize(1);
    }

    @Test
    void next_finishes_what_is_open_and_follows_the_call_before() throws Exception {
        signIn();
        hall.hub.answers = asked -> asked.after() == null
                ? Answer.called(CALL, ticket(23), Hall.HUKOU, 4)
                : Answer.called(CALL_2, ticket(24), Hall.HUKOU, 3);

        hall.press("3", "next");
        hall.told("3/clerk", "请 A023");
        hall.press("3", "recall");
        hall.told("3/clerk", "再次呼叫 A023");
        hall.press("3", "next");
        hall.told("3/clerk", "请 A024");
        hall.press("3", "no-show");
        hall.told("3/clerk", "A024 已过号");

        hall.awaitFacts(
                new Called(CALL, ticket(23)),
                new Recalled(CALL),
                new Finished(CALL),
                new Called(CALL_2, ticket(24)),
                new NoShow(CALL_2));
        assertThat(hall.hub.asked.getLast().after()).isEqualTo(CALL);
    }

    @Test
    void when_nobody_waits_the_clerk_is_told_so() throws Exception {
        signIn();

        hall.press("3", "next");
        hall.told("3/clerk", "现在没有人等候");

        assertThat(hall.hub.facts(Called.class)).isEmpty();
    }

    @Test
    void nothing_goes_without_a_sign_in_and_nothing_without_a_call() throws Exception {
        hall.press("3", "next");
        hall.told("3/clerk", "请先输入工号和密码登录");

        signIn();
        hall.press("3", "recall");
        hall.told("3/clerk", "现在没有正在办理的号票");
        assertThat(hall.hub.asked).isEmpty();
    }

    @Test
    void a_pause_ends_with_the_same_key() throws Exception {
        signIn();

        hall.press("3", "pause");
        hall.told("3/clerk", "窗口暂停");
        await().until(() -> hall.face("3/display").equals("暂停服务"));
        hall.press("3", "pause");
        hall.awaitFacts(new CounterPaused(COUNTER), new CounterOpened(COUNTER));
        await().until(() -> hall.face("3/display").equals("3号窗口"));
    }

    @Test
    void the_clerks_page_presses_the_same_keys_and_hears_what_came_of_it() {
        signIn();
        page.isRefused(Action.NEXT, LI_MING, "nobody-waiting");

        hall.hub.answers = _ -> Answer.called(CALL, ticket(23), Hall.HUKOU, 4);
        page.does(Action.NEXT, LI_MING);
        page.isRefused(Action.FINISH, new StaffId("s0999"), "not-signed-in");
        page.does(Action.FINISH, LI_MING);
        hall.awaitFacts(new SignedIn(COUNTER, LI_MING), new Called(CALL, ticket(23)), new Finished(CALL));
    }

    @Test
    void an_open_rating_is_void_after_a_restart_and_the_clerk_is_still_signed_in() throws Exception {
        signIn();
        hall.hub.answers = _ -> Answer.called(CALL, ticket(23), Hall.HUKOU, 4);
        hall.press("3", "next");
        hall.told("3/clerk", "请 A023");
        hall.press("3", "start-rating");
        hall.told("3/evaluator", "请您评价");

        hall.stopTerminal();
        hall.startTerminal();

        await().until(() -> hall.hub.facts(RatingVoid.class).size() == 1);
        await().until(() -> hall.face("3/clerk").equals("可以叫号"));
        assertThat(hall.hub.facts(RatingMissed.class)).isEmpty();
    }

    @Test
    void a_key_that_is_stuck_is_a_fault_and_the_other_keys_go_on() throws Exception {
        signIn();
        hall.act("fault", "{\"station\":\"3\",\"fault\":\"key-stuck\",\"key\":\"clear\",\"on\":true}");
        await().atMost(STUCK_MAX)
                .untilAsserted(() -> assertThat(hall.hub.facts(FaultRaised.class))
                        .singleElement()
                        .satisfies(fault -> {
                            assertThat(fault.part()).isEqualTo("3/key clear");
                            assertThat(fault.kind()).isEqualTo("stuck");
                        }));
        hall.told("3/clerk", "按键“clear”卡住，其他键可用");

        hall.press("3", "next");
        hall.told("3/clerk", "现在没有人等候");

        hall.act("fault", "{\"station\":\"3\",\"fault\":\"key-stuck\",\"key\":\"clear\",\"on\":false}");
        hall.awaitFacts(new FaultCleared("3/key clear", "stuck", null));
    }

    private void knowPin() {
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new PutPin(command, ScriptedHub.now(), LI_MING, PinVerifier.of(PIN, new SecureRandom())));
        page.awaitReply(command, Reply.Step.DONE, null);
    }

    private void signIn() {
        page.does(Action.SIGN_IN, LI_MING);
    }

    private Map<String, Boolean> lamps() {
        return Objects.requireNonNull(hall.look().station("3").counter()).lamps();
    }
}

package io.yizhan.terminal;

import static io.yizhan.terminal.ClerksPage.COUNTER;
import static io.yizhan.terminal.ClerksPage.LI_MING;
import static io.yizhan.terminal.ClerksPage.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.state.QueueState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a citizen whom the hub calls while its answer is on the way, late, or cannot come. */
class CounterCallTest {

    private static final StaffId WANG_FANG = new StaffId("s0125");
    private static final CallId CALL = new CallId("00000000-0000-4000-8000-0000000000c1");
    private static final CallId CALL_2 = new CallId("00000000-0000-4000-8000-0000000000c2");

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
        page.does(Action.SIGN_IN, LI_MING);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void with_the_hub_away_the_tickets_that_fall_to_this_counter_are_called_once_each() throws Exception {
        hall.hub.queue(new QueueState(
                ScriptedHub.now(),
                List.of(new QueueState.Series(
                        Hall.A, 3, List.of(), List.of(waiting(21, "2"), waiting(22, "3"), waiting(23, "3"))))));
        hall.loseHub();

        hall.press("3", "next");
        hall.told("3/clerk", "请 A022 户籍办理（离线叫号）");
        hall.press("3", "next");
        hall.told("3/clerk", "请 A023 户籍办理（离线叫号）");
        hall.press("3", "next");
        hall.told("3/clerk", "与大厅断开，已知号票都已叫过");

        hall.hubIsBack();
        await().untilAsserted(() -> assertThat(hall.hub.facts(CalledLocally.class))
                .extracting(CalledLocally::ticket)
                .containsExactly(ticket(22), ticket(23)));
    }

    @Test
    void an_answer_that_comes_too_late_is_shown_all_the_same() throws Exception {
        hall.hub.answers = _ -> null;

        hall.press("3", "next");
        hall.told("3/clerk", "没有收到回答，请再按一次“叫号”");
        hall.hub.answer(Answer.called(CALL, ticket(23), Hall.HUKOU, 4));
        hall.told("3/clerk", "请 A023 户籍办理");

        hall.awaitFacts(new Called(CALL, ticket(23)));
        assertThat(hall.hub.asked).hasSize(1);
    }

    @Test
    void who_is_being_told_whom_to_serve_can_neither_sign_out_nor_be_signed_over() throws Exception {
        callWithoutAnswer();

        page.isRefused(Action.SIGN_OUT, LI_MING, "busy");
        page.isRefused(Action.SIGN_IN, WANG_FANG, "busy");
        page.does(Action.SIGN_IN, LI_MING);
        hall.hub.answer(Answer.called(CALL, ticket(23), Hall.HUKOU, 4));
        hall.told("3/clerk", "请 A023 户籍办理");

        hall.awaitFacts(new Called(CALL, ticket(23)));
        page.does(Action.SIGN_OUT, LI_MING);
        page.does(Action.SIGN_IN, WANG_FANG);
        hall.awaitFacts(
                new Called(CALL, ticket(23)), new SignedOut(COUNTER, LI_MING), new SignedIn(COUNTER, WANG_FANG));
    }

    @Test
    void no_rating_is_begun_that_the_answer_would_leave_without_an_end() throws Exception {
        callWithoutAnswer();

        page.isRefused(Action.START_RATING, LI_MING, "busy");
        hall.hub.answer(Answer.called(CALL, ticket(23), Hall.HUKOU, 4));
        hall.awaitFacts(new Called(CALL, ticket(23)));

        assertThat(hall.hub.facts(RatingOpened.class)).isEmpty();
        page.does(Action.START_RATING, LI_MING);
    }

    @Test
    void who_signs_out_with_an_answer_held_back_is_told_first_who_was_called() throws Exception {
        callWithoutAnswer();
        hall.told("3/clerk", "没有收到回答，请再按一次“叫号”");
        page.does(Action.START_RATING, LI_MING);
        hall.hub.answer(Answer.called(CALL_2, ticket(24), Hall.HUKOU, 4));
        page.isRefused(Action.RECALL, LI_MING, "no-call"); // it is held by now
        hall.press("3", "rate-4");
        await().until(() -> !hall.hub.facts(RatingGiven.class).isEmpty());

        page.isRefused(Action.SIGN_OUT, LI_MING, "called");
        hall.told("3/clerk", "A024 已叫到本窗口，请办理或按“过号”后再退出");
        assertThat(hall.face("3/display")).isEqualTo("A024 户籍办理");
        hall.awaitFacts(new Called(CALL_2, ticket(24)));
        assertThat(hall.hub.facts(SignedOut.class)).isEmpty();

        page.does(Action.NO_SHOW, LI_MING);
        page.does(Action.SIGN_OUT, LI_MING);
        hall.awaitFacts(new NoShow(CALL_2), new SignedOut(COUNTER, LI_MING));
    }

    @Test
    void an_answer_that_comes_after_the_sign_out_calls_nobody_and_the_counter_says_so() throws Exception {
        callWithoutAnswer();
        hall.told("3/clerk", "没有收到回答，请再按一次“叫号”");
        page.does(Action.SIGN_OUT, LI_MING);

        hall.hub.answer(Answer.called(CALL, ticket(23), Hall.HUKOU, 4));
        hall.told("3/clerk", "A023 的叫号来得太晚，系统会重新叫号");

        page.does(Action.SIGN_IN, WANG_FANG);
        hall.hub.answers = _ -> Answer.called(CALL_2, ticket(24), Hall.HUKOU, 3);
        hall.press("3", "next");
        hall.told("3/clerk", "请 A024 户籍办理");
        hall.awaitFacts(new Called(CALL_2, ticket(24)));
        assertThat(hall.hub.facts(Called.class)).containsExactly(new Called(CALL_2, ticket(24)));
    }

    @Test
    void an_answer_of_an_earlier_sign_in_of_the_same_person_calls_nobody_either() throws Exception {
        callWithoutAnswer();
        hall.told("3/clerk", "没有收到回答，请再按一次“叫号”");
        page.does(Action.SIGN_OUT, LI_MING);
        page.does(Action.SIGN_IN, LI_MING);

        hall.hub.answer(Answer.called(CALL, ticket(23), Hall.HUKOU, 4));
        hall.told("3/clerk", "A023 的叫号来得太晚，系统会重新叫号");
        page.isRefused(Action.RECALL, LI_MING, "no-call");

        page.does(Action.SIGN_OUT, LI_MING);
        await().until(() -> hall.hub.facts(SignedOut.class).size() == 2);
        assertThat(hall.hub.facts(Called.class)).isEmpty();
    }

    private void callWithoutAnswer() throws Exception {
        hall.hub.answers = _ -> null;
        hall.press("3", "next");
        await().until(() -> !hall.hub.asked.isEmpty());
    }

    private static QueueState.Waiting waiting(int number, String counter) {
        return new QueueState.Waiting(ticket(number), new CounterId(counter));
    }
}

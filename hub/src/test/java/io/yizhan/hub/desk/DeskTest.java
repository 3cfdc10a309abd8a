package io.yizhan.hub.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.queue.Calling;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.Answer.Code;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.protocol.request.CheckIn;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.request.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {

    private static final DeviceId COUNTER_1 = new DeviceId("counter-1");
    private static final CounterId ONE = new CounterId("1");
    private static final StaffId S1 = new StaffId("s1");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal kiosk;
    private TestHall.Journal counter;
    private Desk desk;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        kiosk = hall.journal("kiosk");
        counter = hall.journal("counter-1");
        Calling calling = new Calling(hall.book, TestHall.ZONE, hall.ids);
        desk = new Desk(hall.book, calling, hall.time, List.of("zh-CN", "en"));
        kiosk.prints(1, "hukou", Priority.NONE);
        kiosk.prints(2, "hukou", Priority.NONE);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_counter_is_given_the_next_ticket() {
        counter.says(new SignedIn(ONE, S1));

        Answer answer = ask(next(null));

        assertThat(answer.ok()).isTrue();
        assertThat(answer.shown()).isEqualTo("A001");
        assertThat(answer.waiting()).isEqualTo(1);
    }

    @Test
    void the_same_question_gets_the_same_answer_for_ten_minutes() {
        counter.says(new SignedIn(ONE, S1));
        Answer first = answer("same", null, next(null));
        CallId call = call(first);
        Answer second = answer("other", null, next(call));

        assertThat(answer("same", null, next(call))).isEqualTo(first);
        hall.clock.pass(AnswerMemory.STANDS);
        assertThat(answer("same", null, next(call))).isEqualTo(second);
    }

    @Test
    void the_same_correlation_of_another_device_is_another_question() {
        counter.says(new SignedIn(ONE, S1));
        answer("same", null, next(null));

        assertThat(desk.answer(new DeviceId("counter-2"), "same", null, Json.write(next(null)))
                        .code())
                .isEqualTo(Code.NOT_YOURS);
    }

    @Test
    void a_counter_that_is_not_this_devices_is_not_its_to_call_for() {
        assertThat(desk.answer(new DeviceId("kiosk"), "c", null, Json.write(next(null)))
                        .code())
                .isEqualTo(Code.NOT_YOURS);
    }

    @Test
    void a_request_that_is_older_than_its_expiry_is_not_carried_out() {
        counter.says(new SignedIn(ONE, S1));
        CallNext question = next(null);
        hall.clock.pass(Desk.EXPIRY.plusMillis(1));

        assertThat(answer("late", null, question).code()).isEqualTo(Code.EXPIRED);
        assertThat(hall.count("call")).isZero();
        assertThat(answer("long", Duration.ofSeconds(30), question).ok()).isTrue();
    }

    @Test
    void a_request_that_waited_too_long_for_the_disk_is_not_carried_out_either() throws Exception {
        counter.says(new SignedIn(ONE, S1));
        CallNext question = next(null);
        CountDownLatch slow = new CountDownLatch(1);
        var _ = hall.database.write(tx -> {
            while (slow.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
            return 0;
        });
        FutureTask<Answer> answer = new FutureTask<>(() -> answer("slow", null, question));
        Thread asks = Thread.ofPlatform().start(answer);
        await().until(() -> asks.getState() == Thread.State.WAITING);
        hall.clock.pass(Desk.EXPIRY.plusMillis(1));
        slow.countDown();

        assertThat(answer.get().code()).isEqualTo(Code.EXPIRED);
        assertThat(hall.count("call")).isZero();
    }

    @Test
    void a_request_without_an_expiry_or_with_one_of_0_counts_for_5_s() {
        counter.says(new SignedIn(ONE, S1));
        CallNext question = next(null);
        hall.clock.pass(Duration.ofSeconds(5));
        assertThat(answer("at 5 s", Duration.ZERO, question).ok()).isTrue();
        assertThat(answer("at 5 s too", null, question).ok()).isTrue();

        hall.clock.pass(Duration.ofMillis(1));

        assertThat(answer("past it", Duration.ZERO, question).code()).isEqualTo(Code.EXPIRED);
        assertThat(answer("past it too", null, question).code()).isEqualTo(Code.EXPIRED);
    }

    @Test
    void a_request_whose_expiry_is_shorter_than_the_usual_one_counts_for_no_longer() {
        counter.says(new SignedIn(ONE, S1));
        CallNext question = next(null);
        Duration expiry = Duration.ofSeconds(2);
        hall.clock.pass(expiry);
        assertThat(answer("at 2 s", expiry, question).ok()).isTrue();

        hall.clock.pass(Duration.ofMillis(1));

        assertThat(answer("past it", expiry, question).code()).isEqualTo(Code.EXPIRED);
    }

    @Test
    void what_cannot_be_read_is_a_bad_request_and_what_is_not_known_an_unknown_one() {
        String unknown = "{\"op\":\"dance\",\"at\":\"2026-11-23T08:30:00.000+08:00\"}";
        String wrong = "{\"op\":\"call-next\",\"at\":\"2026-11-23T08:30:00.000+08:00\",\"counter\":3}";

        assertThat(desk.answer(COUNTER_1, "1", null, unknown.getBytes(UTF_8)).code())
                .isEqualTo(Code.UNKNOWN_OP);
        assertThat(desk.answer(COUNTER_1, "2", null, wrong.getBytes(UTF_8)).code())
                .isEqualTo(Code.BAD_REQUEST);
        assertThat(desk.answer(COUNTER_1, "3", null, "no json".getBytes(UTF_8)).code())
                .isEqualTo(Code.BAD_REQUEST);
        byte[] tooLong = new byte[Desk.BYTES_MAX + 1];
        assertThat(desk.answer(COUNTER_1, "4", null, tooLong).message()).contains("65537 bytes");
    }

    @Test
    void a_request_of_64_kib_is_answered_and_one_byte_more_is_a_bad_request() {
        String whole = new String(Json.write(new CheckIn(now(), "8842")), UTF_8);
        String filled = whole.replaceFirst(
                "\\{",
                "{\"filling\":\"" + "x".repeat(64 * 1024 - whole.length() - "\"filling\":\"\",".length()) + "\",");

        assertThat(filled.getBytes(UTF_8)).hasSize(64 * 1024);
        assertThat(code("1", filled)).isEqualTo(Code.UNKNOWN_CODE);
        assertThat(code("2", filled + " ")).isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void a_request_sixteen_levels_deep_is_answered_and_one_of_seventeen_is_a_bad_request() {
        String whole = new String(Json.write(new CheckIn(now(), "8842")), UTF_8);

        assertThat(code("1", whole.replaceFirst("\\{", "{\"deep\":" + "[".repeat(15) + "]".repeat(15) + ",")))
                .isEqualTo(Code.UNKNOWN_CODE);
        assertThat(code("2", whole.replaceFirst("\\{", "{\"deep\":" + "[".repeat(16) + "]".repeat(16) + ",")))
                .isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void a_request_with_a_key_twice_is_a_bad_request() {
        String whole = new String(Json.write(new CheckIn(now(), "8842")), UTF_8);

        assertThat(code("1", whole)).isEqualTo(Code.UNKNOWN_CODE);
        assertThat(code("2", whole.replaceFirst("\\{", "{\"more\":1,\"more\":1,")))
                .isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void a_counter_that_pauses_is_closed_until_it_is_opened() {
        counter.says(new SignedIn(ONE, S1));
        counter.says(new CounterPaused(ONE));
        assertThat(ask(next(null)).code()).isEqualTo(Code.CLOSED);

        counter.says(new CounterOpened(ONE));

        assertThat(ask(next(null)).ok()).isTrue();
    }

    @Test
    void who_is_not_signed_in_is_told_so() {
        assertThat(ask(next(null)).code()).isEqualTo(Code.NOT_SIGNED_IN);
    }

    @Test
    void nobody_waiting_is_an_answer() {
        counter.says(new SignedIn(ONE, S1));
        CallId first = call(ask(next(null)));
        CallId second = call(ask(next(first)));

        assertThat(ask(next(second)).code()).isEqualTo(Code.NOBODY_WAITING);
    }

    @Test
    void a_question_that_overtakes_the_sign_in_is_answered_when_it_has_come() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            asked.countDown();
            return ask(next(null));
        });
        asked.await(5, TimeUnit.SECONDS);

        counter.says(new SignedIn(ONE, S1));

        assertThat(answer.get(5, TimeUnit.SECONDS).shown()).isEqualTo("A001");
    }

    @Test
    void a_sign_in_that_comes_799_ms_after_the_question_is_in_time_and_one_at_800_is_not() throws Exception {
        assertThat(askedBeforeTheSignIn(Duration.ofMillis(800)).code()).isEqualTo(Code.NOT_SIGNED_IN);
        counter.says(new SignedOut(ONE, S1));
        assertThat(askedBeforeTheSignIn(Duration.ofMillis(799)).ok()).isTrue();
    }

    private Answer askedBeforeTheSignIn(Duration by) throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread asking = Thread.ofPlatform().start(() -> answer.complete(ask(next(null))));
        while (asking.getState() != Thread.State.TIMED_WAITING && !answer.isDone()) {
            Thread.onSpinWait();
        }
        hall.clock.pass(by);
        counter.says(new SignedIn(ONE, S1));
        return answer.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_ticket_is_handed_on_once_and_an_ended_call_is_not() {
        counter.says(new SignedIn(ONE, S1));
        CallId call = call(ask(next(null)));
        Transfer.To two = new Transfer.To(null, new CounterId("2"));
        assertThat(ask(new Transfer(now(), ONE, call, two, "wrong window"))).isEqualTo(Answer.done());

        Transfer.To back = new Transfer.To(null, ONE);
        assertThat(ask(new Transfer(now(), ONE, call, back, "no, here")).code()).isEqualTo(Code.TOO_LATE);
        Transfer.To nowhere = new Transfer.To(null, new CounterId("99"));
        CallId next = call(ask(next(call)));
        assertThat(ask(new Transfer(now(), ONE, next, nowhere, "gone")).code()).isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void no_appointment_is_known_yet() {
        assertThat(ask(new CheckIn(now(), "8842")).code()).isEqualTo(Code.UNKNOWN_CODE);
    }

    private CallNext next(@Nullable CallId after) {
        return new CallNext(now(), ONE, S1, after);
    }

    private OffsetDateTime now() {
        return hall.clock.now().atZone(TestHall.ZONE).toOffsetDateTime();
    }

    private Answer ask(Request request) {
        return answer(hall.ids.get().toString(), null, request);
    }

    private Answer answer(String correlation, @Nullable Duration left, Request request) {
        return desk.answer(COUNTER_1, correlation, left, Json.write(request));
    }

    private Code code(String correlation, String request) {
        return Objects.requireNonNull(desk.answer(COUNTER_1, correlation, null, request.getBytes(UTF_8))
                .code());
    }

    private static CallId call(Answer answer) {
        CallId call = answer.call();
        assertThat(call).as("%s", answer).isNotNull();
        return Objects.requireNonNull(call);
    }
}

package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Calls.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HallCallsTest {

    private static final CounterId ONE = new CounterId("1");
    private static final StaffId S1 = new StaffId("s1");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal counter;
    private CallId call = new CallId("00000000-0000-7000-8000-000000000001");

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        counter = hall.journal("counter-1");
        counter.says(new SignedIn(ONE, S1));
        call(1);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_call_is_calling_for_a_while_and_then_serving_until_it_ends() {
        assertThat(stage()).isEqualTo(Stage.CALLING);
        hall.clock.pass(TicketCall.CALLING);
        assertThat(stage()).isEqualTo(Stage.SERVING);

        counter.says(new Finished(call));

        assertThat(stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void a_recall_calls_again_also_after_a_no_show() {
        hall.clock.pass(Duration.ofMinutes(1));
        counter.says(new Recalled(call));
        assertThat(stage()).isEqualTo(Stage.CALLING);
        hall.clock.pass(Duration.ofMinutes(1));
        counter.says(new NoShow(call));
        assertThat(stage()).isEqualTo(Stage.NO_SHOW);

        hall.clock.pass(Duration.ofMinutes(1));
        counter.says(new Recalled(call));

        assertThat(stage()).isEqualTo(Stage.CALLING);
        assertThat(find().recalls()).isEqualTo(2);
    }

    @Test
    void a_call_that_was_never_ended_is_over_with_the_next_of_its_counter() throws Exception {
        CallId first = call;
        hall.clock.pass(Duration.ofMinutes(1));
        call = new CallId("00000000-0000-7000-8000-000000000002");
        call(2);

        assertThat(stage()).isEqualTo(Stage.CALLING);
        call = first;
        assertThat(stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void a_plate_shows_who_sits_there_and_what_is_served() {
        CounterPlate plate = plate();
        assertThat(plate.staff()).isEqualTo(S1);
        assertThat(plate.current()).isNotNull();

        hall.clock.pass(Duration.ofSeconds(1));
        counter.says(new Finished(call));
        counter.says(new SignedOut(ONE, S1));

        assertThat(plate().staff()).isNull();
        assertThat(plate().condition()).isEqualTo(CounterPlate.Condition.CLOSED);
        assertThat(plate().current()).isNull();
    }

    @Test
    void a_counters_new_journal_speaks_for_it_and_the_old_one_no_longer() {
        hall.clock.pass(Duration.ofMinutes(1));

        hall.journal("counter-1").says(new SignedIn(ONE, new StaffId("s2")));

        assertThat(plate().staff()).isEqualTo(new StaffId("s2"));
    }

    private void call(int number) throws RuleBrokenException {
        TicketId ticket = hall.journal("kiosk").prints(number, "hukou", Priority.NONE);
        hall.decide(new CallMade(call, ticket, ONE, S1, CallReason.ARRIVAL));
        counter.says(new Called(call, ticket));
    }

    private TicketCall find() {
        return hall.read(rows -> HallCalls.find(rows, call)).orElseThrow();
    }

    private Stage stage() {
        return find().stage(hall.clock.now());
    }

    private CounterPlate plate() {
        return hall.read(rows -> Counters.all(rows, TestHall.MORNING)).getFirst();
    }
}

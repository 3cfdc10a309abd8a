package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.terminal.uplink.AckEffect.Acknowledged;
import io.yizhan.terminal.uplink.Next.Rest;
import io.yizhan.terminal.uplink.ShipperState.Extent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flow: hellos, batches, acks, gaps and waits. */
class ShipperStateTest extends ShipperBench {

    @Test
    void without_a_connection_there_is_nothing_to_do() {
        assertThat(next()).isEqualTo(new Rest(ShipperState.NEVER));
    }

    @Test
    void after_a_connect_a_hello_comes_first_and_no_batch_before_its_answer() {
        state.connected(nowMs);

        assertThat(send()).isEqualTo("hello");
        assertThat(next()).isEqualTo(new Rest(nowMs + 5_000));
        acked(Verdict.GAP, 101, 40);
        assertThat(send()).isEqualTo("41-50");
    }

    @Test
    void a_hello_that_is_answered_busy_is_said_again() {
        state.connected(nowMs);
        send();
        acked(ack(Verdict.BUSY, 101, 40, 7_000));

        assertThat(next()).isEqualTo(new Rest(nowMs + 7_000));
        nowMs += 7_000;
        assertThat(send()).isEqualTo("hello");
        acked(Verdict.GAP, 101, 40);
        assertThat(send()).isEqualTo("41-50");
    }

    @Test
    void at_most_four_batches_are_without_an_ack() {
        shippingAfter(0);

        assertThat(sendAll()).containsExactly("1-10", "11-20", "21-30", "31-40");
        acked(Verdict.APPLIED, 1, 10);
        assertThat(sendAll()).containsExactly("41-50");
    }

    @Test
    void an_ack_further_on_retires_every_batch_below_it() {
        shippingAfter(0);
        sendAll();

        acked(Verdict.APPLIED, 21, 30);

        assertThat(sendAll()).containsExactly("41-50", "51-60", "61-70");
    }

    @Test
    void an_ack_is_never_a_reason_to_send_again() {
        shippingAfter(0);
        sendAll();

        acked(Verdict.APPLIED, 31, 40);
        assertThat(acked(Verdict.REPEAT, 11, 20)).contains(new Acknowledged(40));

        assertThat(sendAll()).startsWith("41-50");
    }

    @Test
    void after_repeat_it_goes_on_behind_what_the_hub_has() {
        shippingAfter(0);
        sendAll();

        acked(Verdict.REPEAT, 1, 80);

        assertThat(sendAll()).containsExactly("81-90", "91-100");
    }

    @Test
    void without_an_ack_a_hello_follows_after_5_s_then_10_20_to_60() {
        shippingAfter(0);
        sendAll();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long sentMs = nowMs;
            assertThat(next()).isInstanceOf(Rest.class);
            nowMs = ((Rest) next()).untilMs();
            waits.add((nowMs - sentMs) / 1_000);
            assertThat(send()).isEqualTo("hello");
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 30L, 40L, 50L, 60L, 60L);
    }

    @Test
    void an_ack_for_one_batch_gives_the_next_its_own_5_s() {
        shippingAfter(0);
        sendAll();
        nowMs += 4_000;
        acked(Verdict.APPLIED, 1, 10);
        sendAll();

        assertThat(next()).isEqualTo(new Rest(nowMs + 5_000));
    }

    @Test
    void the_answer_to_a_late_hello_says_where_to_go_on() {
        shippingAfter(0);
        sendAll();
        nowMs += 5_000;
        assertThat(send()).isEqualTo("hello");
        acked(Verdict.APPLIED, 1, 10);
        assertThat(next()).isInstanceOf(Rest.class);

        acked(Verdict.GAP, 101, 20);

        assertThat(sendAll()).startsWith("21-30");
    }

    @Test
    void for_a_gap_it_goes_back_once_a_second() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.GAP, 11, 0);
        assertThat(sendAll()).startsWith("1-10");

        acked(Verdict.GAP, 21, 0);
        assertThat(sendAll()).isEmpty();

        nowMs += 999;
        acked(Verdict.GAP, 21, 0);
        assertThat(sendAll()).isEmpty();

        nowMs += 1;
        acked(Verdict.GAP, 21, 0);
        assertThat(sendAll()).startsWith("1-10");
    }

    @Test
    void a_gap_that_answers_a_hello_does_not_count_towards_once_a_second() {
        shippingAfter(0);
        sendAll();

        acked(Verdict.GAP, 11, 0);

        assertThat(sendAll()).startsWith("1-10");
    }

    @Test
    void a_gap_takes_back_what_the_hub_had_acknowledged() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 31, 40);

        assertThat(acked(Verdict.GAP, 41, 15)).contains(new Acknowledged(15));
        assertThat(sendAll()).startsWith("16-25");
    }

    @Test
    void what_is_no_longer_held_is_not_shipped() {
        journal = new Extent(JOURNAL, 51, 100);
        shippingAfter(20);

        assertThat(send()).isEqualTo("51-60");
    }

    @Test
    void a_busy_hub_is_left_alone_and_everything_unacknowledged_is_sent_again() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 1, 10);

        acked(ack(Verdict.BUSY, 11, 10, 2_500));

        assertThat(next()).isEqualTo(new Rest(nowMs + 2_500));
        nowMs += 2_500;
        assertThat(sendAll()).startsWith("11-20");
    }

    @Test
    void a_hub_that_cannot_even_read_is_left_alone_too() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 1, 10);

        acked(new Ack(null, null, null, null, Verdict.BUSY, STORE, 3, boot(), 1, at(), 2_000));

        assertThat(next()).isEqualTo(new Rest(nowMs + 2_000));
        nowMs += 2_000;
        assertThat(sendAll()).startsWith("11-20");
    }

    @Test
    void a_busy_hub_that_does_not_say_how_long_is_left_alone_for_5_s() {
        shippingAfter(0);
        sendAll();

        acked(ack(Verdict.BUSY, 1, 0, null));

        assertThat(next()).isEqualTo(new Rest(nowMs + 5_000));
    }

    @Test
    void a_busy_that_answers_no_hello_after_a_cut_starts_nothing() {
        shippingAfter(0);
        state.disconnected();

        acked(new Ack(null, null, null, null, Verdict.BUSY, STORE, 3, boot(), 1, at(), 2_000));

        assertThat(next()).isEqualTo(new Rest(ShipperState.NEVER));
    }

    @Test
    void with_nothing_to_ship_a_hello_is_said_every_60_s() {
        shippingAfter(100);

        assertThat(next()).isEqualTo(new Rest(nowMs + 60_000));
        nowMs += 59_999;
        assertThat(send()).isEmpty();
        nowMs += 1;
        assertThat(send()).isEqualTo("hello");
        acked(Verdict.REPEAT, 101, 100);
        assertThat(next()).isEqualTo(new Rest(nowMs + 60_000));
    }

    @Test
    void what_is_written_while_a_hello_waits_is_shipped_after_its_answer() {
        shippingAfter(100);
        nowMs += 60_000;
        send();
        journal = new Extent(JOURNAL, 1, 101);
        assertThat(next()).isInstanceOf(Rest.class);

        acked(Verdict.REPEAT, 101, 100);

        assertThat(send()).isEqualTo("101-101");
    }

    @Test
    void a_hub_that_shows_anew_is_greeted_at_once_also_in_a_pause() {
        shippingAfter(0);
        sendAll();
        acked(ack(Verdict.BUSY, 1, 0, 60_000));
        assertThat(next()).isInstanceOf(Rest.class);

        state.hubAppeared();

        assertThat(send()).isEqualTo("hello");
        acked(Verdict.GAP, 101, 0);
        assertThat(sendAll()).startsWith("1-10");
    }

    @Test
    void a_broken_connection_forgets_what_was_on_its_way() {
        shippingAfter(0);
        sendAll();

        state.disconnected();
        assertThat(next()).isEqualTo(new Rest(ShipperState.NEVER));
        state.connected(nowMs);

        assertThat(send()).isEqualTo("hello");
        acked(Verdict.GAP, 101, 20);
        assertThat(sendAll()).startsWith("21-30");
    }
}

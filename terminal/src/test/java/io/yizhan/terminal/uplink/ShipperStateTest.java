package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.terminal.uplink.ShipperState.Acknowledged;
import io.yizhan.terminal.uplink.ShipperState.BeginAnew;
import io.yizhan.terminal.uplink.ShipperState.Effect;
import io.yizhan.terminal.uplink.ShipperState.Extent;
import io.yizhan.terminal.uplink.ShipperState.Fault;
import io.yizhan.terminal.uplink.ShipperState.Heard;
import io.yizhan.terminal.uplink.ShipperState.Hello;
import io.yizhan.terminal.uplink.ShipperState.Next;
import io.yizhan.terminal.uplink.ShipperState.Paired;
import io.yizhan.terminal.uplink.ShipperState.Rest;
import io.yizhan.terminal.uplink.ShipperState.Ship;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of "Journal" of the protocol's page, one by one. */
class ShipperStateTest {

    private static final JournalId JOURNAL = new JournalId("00000000-0000-4000-8000-000000000001");
    private static final JournalId LEFT = new JournalId("00000000-0000-4000-8000-000000000002");
    private static final StoreId STORE = new StoreId("00000000-0000-4000-8000-0000000000cc");
    private static final StoreId OTHER_STORE = new StoreId("00000000-0000-4000-8000-0000000000dd");
    private static final Hash HASH = new Hash("ab".repeat(32));
    private static final Hash OTHER_HASH = new Hash("cd".repeat(32));
    private static final int BATCH = 10;

    private final ShipperState state = new ShipperState(STORE, 3);
    private Extent journal = new Extent(JOURNAL, 1, 100);
    private long nowMs = 1_000_000;

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

        nowMs += 1_000;
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
    void a_refusal_is_a_fault_and_tried_again_with_growing_pauses_until_something_is_applied() {
        shippingAfter(0);
        for (int pauseS : new int[] {10, 20, 30, 40, 50, 60, 60}) {
            sendAll();
            List<Effect> effects = acked(refused());
            assertThat(effects)
                    .anyMatch(effect -> effect instanceof Fault(UplinkFault kind, var detail)
                            && kind == UplinkFault.REFUSED
                            && !detail.isEmpty());
            acked(refused()); // the batches behind it are refused too
            assertThat(next()).isEqualTo(new Rest(nowMs + pauseS * 1_000L));
            nowMs += pauseS * 1_000L;
            assertThat(send()).isEqualTo("hello");
            acked(Verdict.GAP, 101, 0);
        }
        sendAll();
        assertThat(acked(Verdict.APPLIED, 1, 10)).contains(new ShipperState.Works(UplinkFault.REFUSED));
        acked(refused());
        assertThat(next()).isEqualTo(new Rest(nowMs + 10_000));
    }

    @Test
    void a_fork_begins_a_new_journal_and_greets_with_it() {
        shippingAfter(0);
        sendAll();

        assertThat(acked(Verdict.FORKED, 1, 0)).anyMatch(BeginAnew.class::isInstance);

        journal = new Extent(LEFT, 1, 100);
        assertThat(send()).isEqualTo("hello");
    }

    @Test
    void a_hash_that_is_not_ours_and_a_through_beyond_our_last_are_forks() {
        shippingAfter(0);
        sendAll();

        assertThat(state.acked(ack(Verdict.APPLIED, 1, 10, null), nowMs, journal, Optional.of(OTHER_HASH)))
                .anyMatch(BeginAnew.class::isInstance);
        assertThat(state.acked(ack(Verdict.APPLIED, 1, 101, null), nowMs, journal, Optional.empty()))
                .anyMatch(BeginAnew.class::isInstance);
        assertThat(state.acked(ack(Verdict.APPLIED, 1, 10, null), nowMs, journal, Optional.empty()))
                .noneMatch(BeginAnew.class::isInstance);
    }

    @Test
    void forks_that_do_not_end_are_taken_slowly() {
        shippingAfter(0);
        for (int pauseS : new int[] {0, 10, 20}) {
            acked(Verdict.FORKED, 1, 0);
            if (pauseS > 0) {
                assertThat(next()).isEqualTo(new Rest(nowMs + pauseS * 1_000L));
            }
            nowMs += pauseS * 1_000L;
            assertThat(send()).isEqualTo("hello");
        }
    }

    @Test
    void an_ack_for_a_journal_that_was_left_only_tells_the_time() {
        shippingAfter(0);
        sendAll();
        Ack left = new Ack(LEFT, 1L, 500L, OTHER_HASH, Verdict.FORKED, STORE, 3, boot(), 1, at(), null);

        assertThat(state.acked(left, nowMs, journal, Optional.empty()))
                .contains(new Heard())
                .noneMatch(BeginAnew.class::isInstance)
                .noneMatch(Acknowledged.class::isInstance);
    }

    @Test
    void another_hubs_acks_and_an_older_epochs_count_for_nothing() {
        shippingAfter(0);
        sendAll();

        assertThat(acked(new Ack(JOURNAL, 1L, 10L, HASH, Verdict.APPLIED, OTHER_STORE, 3, boot(), 1, at(), null)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(UplinkFault.OTHER_HUB));
        assertThat(acked(new Ack(JOURNAL, 1L, 10L, HASH, Verdict.APPLIED, STORE, 2, boot(), 1, at(), null)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(UplinkFault.OLD_EPOCH));
        assertThat(sendAll()).isEmpty();
    }

    @Test
    void a_hub_restored_from_a_backup_is_shipped_again_what_it_lost() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 31, 40);

        Ack restored = new Ack(JOURNAL, 41L, 20L, HASH, Verdict.GAP, STORE, 4, boot(), 1, at(), null);

        assertThat(acked(restored)).contains(new Paired(STORE, 4), new Acknowledged(20));
        assertThat(sendAll()).startsWith("21-30");
    }

    @Test
    void a_terminal_that_was_never_paired_takes_the_first_hub_that_it_sees() {
        ShipperState unpaired = new ShipperState(null, 0);
        unpaired.connected(nowMs);
        unpaired.helloSent(101, nowMs);

        assertThat(unpaired.acked(ack(Verdict.REPEAT, 101, 100, null), nowMs, journal, Optional.of(HASH)))
                .contains(new Paired(STORE, 3));
        assertThat(unpaired.acked(
                        new Ack(JOURNAL, 1L, 10L, HASH, Verdict.APPLIED, OTHER_STORE, 3, boot(), 1, at(), null),
                        nowMs,
                        journal,
                        Optional.empty()))
                .anyMatch(Fault.class::isInstance);
    }

    @Test
    void with_nothing_to_ship_a_hello_is_said_every_60_s() {
        shippingAfter(100);

        assertThat(next()).isEqualTo(new Rest(nowMs + 60_000));
        nowMs += 60_000;
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

    /** Connected, greeted, and told that the hub has everything so far. */
    private void shippingAfter(long through) {
        state.connected(nowMs);
        send();
        acked(through == journal.last() ? Verdict.REPEAT : Verdict.GAP, journal.last() + 1, through);
    }

    private Next next() {
        return state.next(nowMs, journal);
    }

    /** Does what is due, in batches of {@link #BATCH}; says what it was, or "" for nothing. */
    private String send() {
        return switch (next()) {
            case Hello hello -> {
                state.helloSent(journal.last() + 1, nowMs);
                yield "hello";
            }
            case Ship(long from) -> {
                long to = Math.min(from + BATCH - 1, journal.last());
                state.shipped(to, nowMs);
                yield from + "-" + to;
            }
            case Rest rest -> "";
        };
    }

    private List<String> sendAll() {
        List<String> sent = new ArrayList<>();
        for (String one = send(); !one.isEmpty(); one = send()) {
            sent.add(one);
        }
        return sent;
    }

    private List<Effect> acked(Verdict verdict, long from, long through) {
        return acked(ack(verdict, from, through, null));
    }

    private List<Effect> acked(Ack ack) {
        return state.acked(ack, nowMs, journal, Optional.of(HASH));
    }

    private static Ack ack(Verdict verdict, long from, long through, @Nullable Integer retryMs) {
        return new Ack(JOURNAL, from, through, HASH, verdict, STORE, 3, boot(), 1, at(), retryMs);
    }

    private static Ack refused() {
        return new Ack(null, null, null, null, Verdict.REFUSED, STORE, 3, boot(), 1, at(), null);
    }

    private static BootId boot() {
        return new BootId("00000000-0000-4000-8000-0000000000bb");
    }

    private static OffsetDateTime at() {
        return OffsetDateTime.parse("2026-11-23T08:00:00+08:00");
    }
}

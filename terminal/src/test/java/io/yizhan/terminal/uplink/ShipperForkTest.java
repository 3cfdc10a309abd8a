package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.terminal.uplink.AckEffect.Acknowledged;
import io.yizhan.terminal.uplink.AckEffect.BeginAnew;
import io.yizhan.terminal.uplink.AckEffect.Fault;
import io.yizhan.terminal.uplink.AckEffect.Heard;
import io.yizhan.terminal.uplink.AckEffect.Paired;
import io.yizhan.terminal.uplink.Next.Rest;
import io.yizhan.terminal.uplink.ShipperState.Extent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is wrong between a terminal and a hub: refusals, forks, hubs that are not ours. */
class ShipperForkTest extends ShipperBench {

    @Test
    void a_refusal_is_a_fault_and_tried_again_with_growing_pauses_until_something_is_applied() {
        shippingAfter(0);
        for (int pauseS : new int[] {10, 20, 30, 40, 50, 60, 60}) {
            sendAll();
            List<AckEffect> effects = acked(refused());
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
        assertThat(acked(Verdict.APPLIED, 1, 10)).contains(new AckEffect.Works(UplinkFault.REFUSED));
        acked(refused());
        assertThat(next()).isEqualTo(new Rest(nowMs + 10_000));
    }

    @Test
    void a_refusal_of_this_journal_as_another_devices_takes_nothing_back() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 31, 40);

        List<AckEffect> effects = acked(ack(Verdict.REFUSED, 41, 0, null));

        assertThat(effects)
                .anyMatch(effect -> effect instanceof Fault fault && fault.kind() == UplinkFault.REFUSED)
                .noneMatch(Acknowledged.class::isInstance)
                .noneMatch(BeginAnew.class::isInstance);
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
    void of_a_journal_that_began_anew_nothing_is_taken_for_acknowledged_that_the_hub_had_of_the_last() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 31, 40);
        acked(Verdict.FORKED, 41, 40);
        journal = new Extent(LEFT, 1, 100);
        send();

        Ack busy = new Ack(LEFT, 101L, 0L, HASH, Verdict.BUSY, STORE, 3, boot(), 1, at(), 2_000);

        assertThat(acked(busy)).contains(new Acknowledged(0)).doesNotContain(new Acknowledged(40));
        nowMs += 2_000;
        assertThat(send()).isEqualTo("hello");
    }

    @Test
    void of_a_journal_that_goes_on_a_busy_hub_takes_nothing_back() {
        shippingAfter(0);
        sendAll();
        acked(Verdict.APPLIED, 31, 40);

        assertThat(acked(ack(Verdict.BUSY, 41, 0, 2_000))).contains(new Acknowledged(40));
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
}

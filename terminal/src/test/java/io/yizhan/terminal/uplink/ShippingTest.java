package io.yizhan.terminal.uplink;

import static io.yizhan.terminal.uplink.Wired.append;
import static io.yizhan.terminal.uplink.Wired.punch;
import static io.yizhan.terminal.uplink.Wired.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Broker;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.Note;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal on its way through a real broker, answered as the test wants. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class ShippingTest {

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private Wired wired;
    private ScriptedHub hub;

    ShippingTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() throws Exception {
        wired = new Wired(folder, kind);
        hub = wired.hub;
    }

    @AfterEach
    void unwire() {
        wired.close();
    }

    @Test
    void everything_arrives_in_order_and_is_acknowledged() throws Exception {
        try (Journal journal = wired.journal("card")) {
            append(journal, 600);
            try (Uplink uplink = wired.started(journal)) {
                assertThat(uplink.hall().hubOnline()).isFalse();
                append(journal, 5);
                awaitAcknowledged(journal);

                assertThat(hub.hellos.getFirst().from()).isEqualTo(601);
                assertThat(hub.hellos.getFirst().heard()).isNull();
                assertThat(hub.batches.getFirst().header().heard()).isNotNull();
                assertThat(hub.batches.stream().map(batch -> batch.lines().size()))
                        .allMatch(entries -> entries <= Batch.ENTRIES_MAX);
                assertThat(hub.lines(journal.id()).get(604).fact()).isEqualTo(punch(5));
            }
        }
    }

    @Test
    void a_busy_hub_gets_everything_when_it_is_ready() throws Exception {
        hub.script(Verdict.BUSY, Verdict.BUSY, Verdict.GAP, Verdict.BUSY);

        shipsAll(300);
    }

    @Test
    void a_lost_batch_is_shipped_again() throws Exception {
        hub.script(Verdict.GAP, Verdict.GAP);

        shipsAll(300);
    }

    @Test
    void a_fork_ships_every_entry_again_under_a_new_journal_each_with_its_origin() throws Exception {
        try (Journal journal = wired.journal("card")) {
            JournalId first = journal.id();
            append(journal, 20);
            try (Uplink uplink = wired.started(journal)) {
                awaitAcknowledged(journal);
                hub.script(Verdict.FORKED);
                append(journal, 1);
                soon().until(() -> !journal.id().equals(first));
                awaitAcknowledged(journal);

                assertThat(uplink.hall().config()).isEmpty();
                assertOrigins(hub.lines(journal.id()), first);
            }
        }
    }

    @Test
    void a_hub_that_holds_other_entries_than_ours_is_taken_for_a_fork() throws Exception {
        try (Journal journal = wired.journal("card")) {
            JournalId first = journal.id();
            append(journal, 20);
            try (Uplink uplink = wired.started(journal)) {
                awaitAcknowledged(journal);
                hub.alter(first);
                hub.script(Verdict.REPEAT); // it says nothing itself: the hash in its ack is not ours
                append(journal, 1);
                soon().until(() -> !journal.id().equals(first));
                awaitAcknowledged(journal);

                assertThat(uplink.hall().config()).isEmpty();
                assertOrigins(hub.lines(journal.id()), first);
            }
        }
    }

    @Test
    void a_hub_restored_from_a_backup_gets_again_what_it_lost() throws Exception {
        try (Journal journal = wired.journal("card")) {
            append(journal, 50);
            try (Uplink uplink = wired.started(journal)) {
                awaitAcknowledged(journal);
                assertThat(uplink.hall().hubOnline()).isFalse();

                hub.restore(journal.id(), 10);
                hub.appear();

                soon().until(() -> hub.through(journal.id()) == journal.last());
            }
        }
    }

    @Test
    void a_hub_made_anew_is_taken_once_somebody_asks_for_it() throws Exception {
        try (Journal journal = wired.journal("card")) {
            append(journal, 3);
            journal.remember(
                    new Note("uplink/store", "00000000-0000-4000-8000-0000000000dd"), new Note("uplink/epoch", "1"));
            try (Uplink uplink = wired.started(journal)) {
                soon().until(() -> journal.last() == 4); // the fault: another hub answers
                assertThat(uplink.hall().config()).isEmpty();
                assertThat(hub.batches).isEmpty();
            }
            Uplink.pairAgain(journal);
            try (Uplink uplink = wired.started(journal)) {
                awaitAcknowledged(journal);
                assertThat(uplink.isTurning()).isTrue();
                assertThat(journal.last()).isEqualTo(5); // the fault is over
            }
        }
    }

    @Test
    void a_hub_that_comes_back_is_greeted_at_once() throws Exception {
        hub.mute(true);
        try (Journal journal = wired.journal("card")) {
            append(journal, 50);
            try (Uplink uplink = wired.started(journal)) {
                soon().until(() -> !hub.hellos.isEmpty());
                assertThat(hub.batches).isEmpty();
                hub.mute(false);

                hub.appear();

                awaitAcknowledged(journal);
                soon().until(uplink.hall()::hubOnline);
            }
        }
    }

    @Test
    void a_broker_that_was_killed_and_forgot_everything_costs_nothing() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            append(journal, 20);
            wired.broker.kill();
            append(journal, 20);
            wired.broker.start();

            awaitAcknowledged(journal);
            assertThat(uplink.hall().config()).isEmpty();
            assertThat(journal.last()).isEqualTo(40);
        }
    }

    @Test
    void a_refusal_is_an_entry_of_the_journal() throws Exception {
        try (Journal journal = wired.journal("card")) {
            append(journal, 1);
            hub.script(Verdict.REFUSED);
            try (Uplink uplink = wired.started(journal)) {
                soon().until(() -> journal.last() == 2);

                Line<Fact> line = LineFormat.ofTerminals()
                        .read(journal.read(2, 1, Batch.BYTES_MAX).getFirst());
                assertThat(line.fact()).isInstanceOfSatisfying(FaultRaised.class, fault -> {
                    assertThat(fault.part()).isEqualTo("uplink");
                    assertThat(fault.kind()).isEqualTo("refused");
                });
                assertThat(uplink.hall().config()).isEmpty();
            }
        }
    }

    private void shipsAll(int entries) throws Exception {
        try (Journal journal = wired.journal("card")) {
            append(journal, entries);
            try (Uplink uplink = wired.started(journal)) {
                awaitAcknowledged(journal);
                assertThat(uplink.hall().config()).isEmpty();
                assertThat(hub.through(journal.id())).isEqualTo(entries);
            }
        }
    }

    private static void assertOrigins(List<Line<Fact>> lines, JournalId first) {
        for (int seq = 1; seq <= 20; seq++) {
            Origin origin = Objects.requireNonNull(lines.get(seq - 1).origin());
            assertThat(origin.journal()).isEqualTo(first);
            assertThat(origin.seq()).isEqualTo(seq);
        }
        assertThat(lines.getFirst().fact()).isEqualTo(punch(1));
    }

    private void awaitAcknowledged(Journal journal) {
        soon().untilAsserted(() -> {
            assertThat(hub.through(journal.id())).isEqualTo(journal.last());
            assertThat(journal.acked()).isEqualTo(journal.last());
        });
    }
}

package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counter whose card takes its time: what happens meanwhile is handled by when it happened. */
class CounterHeldUpTest {

    private static final CounterId COUNTER = new CounterId("3");
    private static final StaffId LI_MING = new StaffId("s0124");

    /** The second that the citizen has in these tests, and what is told late. */
    private static final Duration OVER = Duration.ofMillis(1_400);

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, "[[counter]]\nid = \"3\"\nkeys = \"simulated\"\ndisplay = \"simulated\"");
        hall.configure(1, List.of(), List.of());
        order(Action.SIGN_IN);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_rating_that_was_pressed_in_time_counts_though_the_clerks_key_took_longer_to_be_recorded() throws Exception {
        order(Action.START_RATING);
        long begun = System.nanoTime();
        try (SlowCard _ = new SlowCard()) {
            hall.press("3", "pause", "rate-4");
            await().until(() -> System.nanoTime() - begun > OVER.toNanos());
        }

        await().until(() -> !hall.hub.facts(CounterPaused.class).isEmpty());
        await().untilAsserted(() -> assertThat(hall.hub.facts(RatingGiven.class))
                .singleElement()
                .satisfies(given -> assertThat(given.level()).isEqualTo(4)));
        assertThat(hall.hub.facts(RatingMissed.class)).isEmpty();
    }

    @Test
    void one_that_was_pressed_after_the_time_does_not_count_though_nothing_else_was_recorded_before_it()
            throws Exception {
        order(Action.START_RATING);
        long begun = System.nanoTime();
        try (SlowCard _ = new SlowCard()) {
            hall.press("3", "pause");
            await().until(() -> System.nanoTime() - begun > OVER.toNanos());
            hall.press("3", "rate-4");
        }

        await().until(() -> !hall.hub.facts(RatingMissed.class).isEmpty());
        assertThat(hall.hub.facts(RatingGiven.class)).isEmpty();
    }

    private void order(Action action) {
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new Counter(command, ScriptedHub.now(), COUNTER, action, LI_MING));
        assertThat(hall.reply(command, 0)).isEqualTo(new Reply(command, Reply.Step.DONE, null, null));
    }

    /** Another writer at the journal's file: until it is closed a commit waits, as on a card that tidies itself. */
    private final class SlowCard implements AutoCloseable {

        private final Connection other;

        SlowCard() throws SQLException {
            other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/journal.db"));
            try (Statement begin = other.createStatement()) {
                begin.execute("PRAGMA busy_timeout=5000");
                begin.execute("BEGIN IMMEDIATE");
            }
        }

        @Override
        public void close() throws SQLException {
            other.close();
        }
    }
}

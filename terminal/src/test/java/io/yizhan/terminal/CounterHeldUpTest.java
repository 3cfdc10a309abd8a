package io.yizhan.terminal;

import static io.yizhan.terminal.ClerksPage.LI_MING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counter whose card takes its time: what happens meanwhile is handled by when it happened. */
class CounterHeldUpTest {

    /** The second that the citizen has in these tests, and what is told late. */
    private static final Duration OVER = Duration.ofMillis(1_400);

    @TempDir
    Path folder;

    private Hall hall;
    private ClerksPage page;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, ClerksPage.STATIONS);
        page = new ClerksPage(hall);
        hall.configure(1, List.of(), List.of());
        page.does(Action.SIGN_IN, LI_MING);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_rating_that_was_pressed_in_time_counts_though_the_clerks_key_took_longer_to_be_recorded() throws Exception {
        page.does(Action.START_RATING, LI_MING);
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
        page.does(Action.START_RATING, LI_MING);
        long begun = System.nanoTime();
        try (SlowCard _ = new SlowCard()) {
            hall.press("3", "pause");
            await().until(() -> System.nanoTime() - begun > OVER.toNanos());
            hall.press("3", "rate-4");
        }

        await().until(() -> !hall.hub.facts(RatingMissed.class).isEmpty());
        assertThat(hall.hub.facts(RatingGiven.class)).isEmpty();
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

package io.yizhan.hub.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a stretch of the hub's trusted clock reaches, and how wide a single moment may be. */
class HallTimeTest {

    private static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");
    private static final Duration MS = Duration.ofMillis(1);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(MORNING, Duration.ofHours(1));
    private final HallTime time = new HallTime(clock);
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("hub.db"));
        look();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_stretch_goes_on_over_five_minutes_without_a_look_and_not_over_a_millisecond_more() {
        clock.pass(Duration.ofMinutes(5));
        look();
        assertThat(stretches()).isEqualTo(1);

        clock.pass(Duration.ofMinutes(5).plus(MS));
        look();
        assertThat(stretches()).isEqualTo(2);
    }

    @Test
    void a_clock_that_differs_by_10_ms_was_read_and_by_more_was_stepped() {
        clock.step(Duration.ofMillis(10));
        look();
        clock.step(Duration.ofMillis(-20));
        look();
        assertThat(stretches()).isEqualTo(1);

        clock.pass(MS); // a stretch begins at a millisecond of its own
        clock.step(MS.negated());
        look();
        assertThat(stretches()).isEqualTo(2);
    }

    @Test
    void bounds_a_minute_apart_make_a_moment_and_a_millisecond_more_makes_none() {
        Instant minuteLater = MORNING.plusSeconds(60);

        assertThat(TrueTime.between(MORNING, minuteLater, TrueTime.Source.BOUNDS, false)
                        .isMoment())
                .isTrue();
        assertThat(TrueTime.between(MORNING, minuteLater.plus(MS), TrueTime.Source.BOUNDS, false)
                        .isMoment())
                .isFalse();
    }

    private void look() {
        database.writeAndWait(tx -> {
            time.look(tx);
            return true;
        });
    }

    private long stretches() {
        return database.read(rows -> rows.number("SELECT count(*) FROM hub_span"));
    }
}

package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which messages of a pair of boots are one run, and how many runs are kept. */
class ClocksTest {

    private static final Duration LONG_PAUSE = Duration.ofMillis(Clocks.PAUSE_MS + 1);

    @TempDir
    Path folder;

    private TimedHall hall;

    @BeforeEach
    void open() {
        hall = new TimedHall(folder.resolve("hub.db"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_run_goes_on_over_a_pause_of_ten_minutes_and_not_over_a_millisecond_more() {
        hello();
        hall.pass(Duration.ofMinutes(10));
        hello();
        assertThat(runs()).isEqualTo(1);

        hall.pass(Duration.ofMinutes(10).plusMillis(1));
        hello();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void the_two_hundredth_run_goes_on_over_every_pause() {
        for (int run = 1; run <= Clocks.RUNS_MAX; run++) {
            assertThat(runs()).isEqualTo(run - 1);
            hello();
            hall.pass(LONG_PAUSE);
        }
        assertThat(runs()).isEqualTo(200);

        hello();

        assertThat(runs()).isEqualTo(200);
        assertThat(hall.count("SELECT max(newest_up) FROM exchange")).isEqualTo(hall.hub.upMs());
    }

    private void hello() {
        hall.follow(hall.reader, hall.reader.hello());
    }

    private long runs() {
        return hall.count("SELECT count(*) FROM exchange");
    }
}

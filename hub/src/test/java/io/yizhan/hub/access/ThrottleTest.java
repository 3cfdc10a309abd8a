package io.yizhan.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    private final Throttle throttle = new Throttle(3);

    @Test
    void some_mistakes_cost_no_pause() {
        fail("admin", 3);

        assertThat(throttle.pause("admin", NOW)).isZero();
    }

    @Test
    void each_further_one_doubles_it() {
        fail("admin", 4);
        assertThat(throttle.pause("admin", NOW)).isEqualTo(Duration.ofSeconds(2));

        fail("admin", 2);
        assertThat(throttle.pause("admin", NOW)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void it_never_grows_beyond_its_limit() {
        fail("admin", 200);

        assertThat(throttle.pause("admin", NOW)).isEqualTo(Throttle.PAUSE_MAX);
    }

    @Test
    void others_do_not_wait() {
        fail("admin", 200);

        assertThat(throttle.pause("clerk", NOW)).isZero();
    }

    @Test
    void a_quiet_time_forgives() {
        fail("admin", 200);

        assertThat(throttle.pause("admin", NOW.plus(Throttle.FORGIVEN_AFTER))).isZero();
    }

    @Test
    void a_success_forgives() {
        fail("admin", 200);
        throttle.succeeded("admin");

        assertThat(throttle.pause("admin", NOW)).isZero();
    }

    @Test
    void a_flood_of_names_is_bounded_and_pushes_out_the_eldest_only() {
        fail("admin", 10);
        for (int i = 0; i < Throttle.KEYS_MAX - 1; i++) {
            throttle.failed("name-" + i, NOW);
        }
        assertThat(throttle.pause("admin", NOW)).isPositive();

        throttle.failed("one-more", NOW);
        assertThat(throttle.pause("admin", NOW)).isZero();
    }

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(key, NOW);
        }
    }
}

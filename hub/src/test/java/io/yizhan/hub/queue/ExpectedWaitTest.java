package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectedWaitTest {

    private static final List<Duration> ONE_TO_NINE_MINUTES =
            IntStream.rangeClosed(1, 9).mapToObj(Duration::ofMinutes).toList();

    @Test
    void the_wait_is_a_range_from_the_quick_quarter_to_the_slow() {
        assertThat(ExpectedWait.of(ONE_TO_NINE_MINUTES, 4, 2))
                .contains(new ExpectedWait(Duration.ofMinutes(6), Duration.ofMinutes(14)));
    }

    @Test
    void one_odd_service_does_not_make_the_range() {
        List<Duration> odd = List.of(
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofHours(3),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5));

        assertThat(ExpectedWait.of(odd, 1, 1)).contains(new ExpectedWait(Duration.ofMinutes(5), Duration.ofMinutes(5)));
    }

    @Test
    void nothing_is_said_from_too_few_services_or_while_nobody_serves() {
        assertThat(ExpectedWait.of(ONE_TO_NINE_MINUTES.subList(0, 4), 4, 2)).isEmpty();
        assertThat(ExpectedWait.of(ONE_TO_NINE_MINUTES, 4, 0)).isEmpty();
    }
}

package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    @Test
    void they_begin_with_their_first_minute_and_end_before_their_last() {
        QuietHours noon = QuietHours.of("12:00-14:00");
        assertThat(noon.cover(LocalTime.of(11, 59, 59))).isFalse();
        assertThat(noon.cover(LocalTime.of(12, 0))).isTrue();
        assertThat(noon.cover(LocalTime.of(13, 59, 59))).isTrue();
        assertThat(noon.cover(LocalTime.of(14, 0))).isFalse();
    }

    @Test
    void they_may_cross_midnight_and_there_may_be_none() {
        QuietHours night = QuietHours.of("18:00-08:00");
        assertThat(night.cover(LocalTime.of(23, 0))).isTrue();
        assertThat(night.cover(LocalTime.of(7, 59))).isTrue();
        assertThat(night.cover(LocalTime.of(8, 0))).isFalse();
        assertThat(QuietHours.NEVER.cover(LocalTime.MIDNIGHT)).isFalse();
        assertThat(QuietHours.NEVER.cover(LocalTime.NOON)).isFalse();
    }

    @Test
    void what_is_no_span_of_time_is_refused() {
        for (String wrong : List.of("", "12:00", "12:00-12:00", "12-14", "12:00-25:00", "12:00-13:00-14:00")) {
            assertThatThrownBy(() -> QuietHours.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("12:00-14:00");
        }
    }
}

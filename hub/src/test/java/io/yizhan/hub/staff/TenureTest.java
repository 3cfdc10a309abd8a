package io.yizhan.hub.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.staff.Tenure.Watch;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TenureTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void half_a_year_at_the_counter_by_the_years_end_is_appraised_and_a_day_less_is_not() {
        assertThat(Tenure.on(TODAY, LocalDate.of(2026, 7, 1), null)).isEqualTo(Watch.NOTHING);
        assertThat(Tenure.on(TODAY, LocalDate.of(2026, 7, 2), null)).isEqualTo(Watch.SHORT);
        assertThat(Tenure.on(TODAY, TODAY.plusDays(1), null)).isEqualTo(Watch.AHEAD);
    }

    @Test
    void who_has_not_been_there_for_half_a_year_yet_and_will_be_by_the_years_end_is_not_called_too_short() {
        assertThat(Tenure.on(LocalDate.of(2026, 1, 15), LocalDate.of(2025, 10, 1), null))
                .isEqualTo(Watch.NOTHING);
        assertThat(Tenure.on(LocalDate.of(2025, 12, 31), LocalDate.of(2025, 10, 1), null))
                .as("of the year before it was too short")
                .isEqualTo(Watch.SHORT);
    }

    @Test
    void two_years_are_watched_and_a_day_less_is_not() {
        assertThat(Tenure.on(TODAY, LocalDate.of(2024, 11, 24), null)).isEqualTo(Watch.NOTHING);
        assertThat(Tenure.on(TODAY, LocalDate.of(2024, 11, 23), null)).isEqualTo(Watch.LONG);
    }

    @Test
    void a_chief_representative_is_watched_at_five_years_as_that() {
        LocalDate longAgo = LocalDate.of(2010, 1, 1);
        assertThat(Tenure.on(TODAY, longAgo, LocalDate.of(2021, 11, 24))).isEqualTo(Watch.NOTHING);
        assertThat(Tenure.on(TODAY, longAgo, LocalDate.of(2021, 11, 23))).isEqualTo(Watch.LONG_CHIEF);
    }
}

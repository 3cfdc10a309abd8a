package io.yizhan.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationOrderTest {

    @Test
    void stations_have_a_usual_name_or_one_of_their_own() {
        assertThat(StationOrder.list("reader, kiosk:north,counter:3,counter:4,board", 20))
                .map(StationOrder::toString)
                .containsExactly("reader:reader-1", "kiosk:north", "counter:3", "counter:4", "board:hall");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    reder            | "reder" is no kind of station
                    reader,          | "" is no kind of station
                    counter          | write counter:3
                    counter:3/4      | "3/4" is no station id
                    reader,reader    | named twice
                    """)
    void what_cannot_be_a_station_is_refused_with_what_to_write(String text, String message) {
        assertThatThrownBy(() -> StationOrder.list(text, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

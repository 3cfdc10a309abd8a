package io.yizhan.hub.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.protocol.id.DeviceId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmRaisedTest {

    private static final DeviceId DEVICE = new DeviceId("reader-1");

    @ParameterizedTest
    @ValueSource(strings = {"x", "\uD83D\uDE00"})
    void five_hundred_characters_are_whole_and_of_one_more_the_last_is_left_out(String character) {
        String most = character.repeat(500);

        assertThat(AlarmRaised.of(DEVICE, "quarantine", most).detail()).isEqualTo(most);
        assertThat(AlarmRaised.of(DEVICE, "quarantine", most + character).detail())
                .isEqualTo(most + "…");
    }

    @Test
    void the_longest_fits_into_an_entry_of_the_hub(@TempDir Path folder) throws Exception {
        try (TestHall hall = new TestHall(folder)) {
            hall.decide(AlarmRaised.of(DEVICE, "quarantine", "\uD83D\uDE00".repeat(8_192)));
            assertThat(hall.count("alarm")).isEqualTo(1);
        }
    }
}

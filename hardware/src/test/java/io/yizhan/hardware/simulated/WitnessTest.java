package io.yizhan.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.voice.Utterance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T00:31:04.120Z"));

    @TempDir
    private Path folder;

    @Test
    void what_a_person_was_told_is_a_line_of_json_at_once() throws IOException {
        Path file = folder.resolve("told");
        try (Witness witness = Witness.to(file, CLOCK)) {
            witness.saw("printer", "A023");
            assertThat(Files.readString(file))
                    .isEqualTo("{\"at\":\"2026-11-23T00:31:04.120Z\",\"part\":\"printer\",\"what\":\"A023\"}\n");
        }
    }

    @Test
    void two_witnesses_append_to_one_file() throws IOException {
        Path file = folder.resolve("told");
        try (Witness one = Witness.to(file, CLOCK);
                Witness two = Witness.to(file, CLOCK)) {
            one.at("counter-1").saw("lamp", "next on");
            two.saw("speaker", "请");
            one.saw("lamp", "next off");
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.readAllLines(file).getFirst()).contains("\"part\":\"counter-1/lamp\"");
    }

    @Test
    void signs_that_json_does_not_take_are_escaped() throws IOException {
        Path file = folder.resolve("told");
        try (Witness witness = Witness.to(file, CLOCK)) {
            witness.saw("speaker", "\"\\\n\u0001𠮷\uD800");
        }
        assertThat(Files.readString(file)).endsWith("\"what\":\"\\\"\\\\\\u000a\\u0001𠮷\\ud800\"}\n");
    }

    @Test
    void a_witness_that_cannot_write_is_loud() throws IOException {
        Witness witness = Witness.to(folder.resolve("told"), CLOCK);
        witness.close();
        assertThatThrownBy(() -> witness.saw("printer", "A023")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void what_was_said_is_heard_and_witnessed() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        try (SimulatedSpeaker speaker = new SimulatedSpeaker((part, what) -> seen.add(part + " " + what))) {
            speaker.onSaid((text, language) -> seen.add(language.getLanguage() + " " + text));
            speaker.say(Utterance.of("请到三号窗口", Locale.CHINA));
        }
        assertThat(seen).containsExactly("speaker 请到三号窗口", "zh 请到三号窗口");
    }
}

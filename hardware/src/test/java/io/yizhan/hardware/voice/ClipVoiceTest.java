package io.yizhan.hardware.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell script stands in for the player: it writes down which files it was to play. */
class ClipVoiceTest {

    private static final Duration SENTENCE_MAX = Duration.ofSeconds(10);
    private static final Locale CANTONESE = Locale.of("zh", "HK");

    @TempDir
    private Path folder;

    private final List<String> synthesized = new ArrayList<>();

    @Test
    void a_sentence_whose_pieces_are_all_recorded_is_played_in_their_order() throws Exception {
        recorded("zh", "please", "a", "0", "number-to");
        open("exit 0").say(sentence(Locale.SIMPLIFIED_CHINESE));

        assertThat(played())
                .isEqualTo(
                        "-q -- %1$s/zh/please.wav %1$s/zh/a.wav %1$s/zh/0.wav %1$s/zh/number-to.wav".formatted(folder));
        assertThat(synthesized).isEmpty();
    }

    @Test
    void with_one_recording_missing_the_whole_sentence_goes_to_the_other_voice() throws Exception {
        recorded("zh", "please", "a", "number-to");
        open("exit 0").say(sentence(Locale.SIMPLIFIED_CHINESE));

        assertThat(synthesized).containsExactly("请A零号到");
        assertThat(folder.resolve("played")).doesNotExist();
    }

    @Test
    void each_language_has_recordings_of_its_own() throws Exception {
        recorded("zh", "please", "a", "0", "number-to");
        open("exit 0").say(sentence(CANTONESE));
        assertThat(synthesized).hasSize(1);

        recorded("yue", "please", "a", "0", "number-to");
        open("exit 0").say(sentence(CANTONESE));
        assertThat(played()).contains("/yue/please.wav");
    }

    @Test
    void what_is_no_wav_or_too_long_or_was_never_recorded_is_not_played() throws Exception {
        recorded("zh", "please", "a", "0", "number-to");
        Files.writeString(folder.resolve("zh/a.wav"), "this would be noise");
        open("exit 0").say(sentence(Locale.SIMPLIFIED_CHINESE));
        recorded("zh", "a");
        Files.write(folder.resolve("zh/0.wav"), wav((int) ClipVoice.CLIP_BYTES_MAX + 1));
        open("exit 0").say(sentence(Locale.SIMPLIFIED_CHINESE));
        open("exit 0").say(Utterance.of("请A", Locale.SIMPLIFIED_CHINESE));

        assertThat(synthesized).containsExactly("请A零号到", "请A零号到", "请A");
        assertThat(folder.resolve("played")).doesNotExist();
    }

    @Test
    void a_player_that_fails_or_hangs_is_a_broken_wire_and_what_it_said_is_quoted() throws Exception {
        recorded("zh", "please", "a", "0", "number-to");
        ClipVoice failing = open("echo 'aplay: main:831: audio open error: No such file' >&2; exit 1");
        assertThatThrownBy(() -> failing.say(sentence(Locale.SIMPLIFIED_CHINESE)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("audio open error")
                .hasMessageContaining("aplay -l");
        ClipVoice hanging = ClipVoice.open(folder, this::other, player("exec sleep 60"), Duration.ofMillis(300));
        assertThatThrownBy(() -> hanging.say(sentence(Locale.SIMPLIFIED_CHINESE)))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT));
    }

    @Test
    void a_folder_that_is_not_there_is_told_and_so_is_a_player() throws Exception {
        assertThatThrownBy(() -> ClipVoice.open(folder.resolve("nowhere"), this::other))
                .hasMessageContaining("there is no folder");
        recorded("zh", "please", "a", "0", "number-to");
        ClipVoice deaf =
                ClipVoice.open(folder, this::other, folder.resolve("none").toString(), SENTENCE_MAX);
        assertThatThrownBy(() -> deaf.say(sentence(Locale.SIMPLIFIED_CHINESE)))
                .hasMessageContaining("apt install alsa-utils");
    }

    @Test
    void a_clips_name_leads_nowhere_else() {
        assertThatThrownBy(() -> new Utterance.Piece("A", "../a")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Utterance sentence(Locale language) {
        return new Utterance(
                language,
                List.of(
                        new Utterance.Piece("请", "please"),
                        new Utterance.Piece("A", "a"),
                        new Utterance.Piece("零", "0"),
                        new Utterance.Piece("号到", "number-to")));
    }

    private ClipVoice open(String end) throws IOException, LinkException {
        return ClipVoice.open(folder, this::other, player(end), SENTENCE_MAX);
    }

    private Voice other() {
        return new SimulatedSpeaker((part, what) -> synthesized.add(what));
    }

    private void recorded(String language, String... clips) throws IOException {
        Files.createDirectories(folder.resolve(language));
        for (String clip : clips) {
            Files.write(folder.resolve(language).resolve(clip + ".wav"), wav(44));
        }
    }

    private static byte[] wav(int bytes) {
        byte[] file = new byte[bytes];
        System.arraycopy("RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 16);
        return file;
    }

    private String player(String end) throws IOException {
        Path script = folder.resolve("player");
        Files.writeString(script, "#!/bin/sh\nprintf '%s' \"$*\" > '" + folder.resolve("played") + "'\n" + end + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private String played() throws IOException {
        return Files.readString(folder.resolve("played"));
    }
}

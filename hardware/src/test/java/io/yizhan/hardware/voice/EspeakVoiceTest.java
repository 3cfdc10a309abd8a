package io.yizhan.hardware.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell script stands at the far end: it writes down its arguments and its stdin. */
class EspeakVoiceTest {

    private static final Duration SENTENCE_MAX = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void the_text_goes_in_by_stdin_as_utf_8() throws Exception {
        EspeakVoice voice = EspeakVoice.open(program("1.52", "exit 0"), SENTENCE_MAX);
        voice.say(Utterance.of("请 A 零二三 号到三号窗口", Locale.SIMPLIFIED_CHINESE));
        assertThat(said()).isEqualTo("-v cmn -b 1 --stdin|请 A 零二三 号到三号窗口");
    }

    @Test
    void before_1_52_mandarin_is_read_from_pinyin() throws Exception {
        EspeakVoice.open(program("1.51", "exit 0"), SENTENCE_MAX).say(Utterance.of("请", Locale.SIMPLIFIED_CHINESE));
        assertThat(said()).startsWith("-v cmn-latn-pinyin ");
    }

    @Test
    void cantonese_and_english_have_voices_of_their_own() throws Exception {
        EspeakVoice voice = EspeakVoice.open(program("1.51", "exit 0"), SENTENCE_MAX);
        voice.say(Utterance.of("請", Locale.of("zh", "HK")));
        assertThat(said()).startsWith("-v yue ");
        voice.say(Utterance.of("Please", Locale.UK));
        assertThat(said()).startsWith("-v en ");
    }

    @Test
    void a_missing_program_says_what_to_install() {
        assertThatThrownBy(() -> EspeakVoice.open(folder.resolve("none").toString(), SENTENCE_MAX))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MISSING))
                .hasMessageContaining("apt install espeak-ng");
    }

    @Test
    void a_program_that_fails_is_quoted() throws Exception {
        EspeakVoice voice = EspeakVoice.open(program("1.52", "echo no sound card >&2; exit 3"), SENTENCE_MAX);
        assertThatThrownBy(() -> voice.say(Utterance.of("请", Locale.CHINA)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("no sound card");
    }

    @Test
    void a_sentence_that_nobody_can_hear_is_a_broken_wire_though_the_program_ends_with_0() throws Exception {
        String alsa = "echo 'ALSA lib pcm.c:2666:(snd_pcm_open_noupdate) Unknown PCM default' >&2; ";
        EspeakVoice voice =
                EspeakVoice.open(program("1.51", alsa + "echo 'error: No such file or directory' >&2"), SENTENCE_MAX);
        assertThatThrownBy(() -> voice.say(Utterance.of("请", Locale.CHINA)))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MISSING))
                .hasMessageContaining("aplay -l");
    }

    @Test
    void a_program_that_hangs_is_ended() throws Exception {
        EspeakVoice voice = EspeakVoice.open(program("1.52", "exec sleep 60"), Duration.ofMillis(300));
        assertThatThrownBy(() -> voice.say(Utterance.of("请", Locale.CHINA)))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.SILENT));
    }

    @Test
    void another_program_is_not_taken_for_espeak() throws IOException {
        String other = program("", "exit 0");
        assertThatThrownBy(() -> EspeakVoice.open(other, SENTENCE_MAX)).hasMessageContaining("is it espeak-ng?");
    }

    private String program(String version, String end) throws IOException {
        Path script = folder.resolve("espeak-ng");
        Files.writeString(script, """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'eSpeak NG text-to-speech: %s  Data at: /nowhere'; exit 0; fi
                { printf '%%s|' "$*"; cat; } > '%s'
                %s
                """.formatted(version, folder.resolve("said"), end));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }
}

package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks by espeak-ng, one child process a sentence. The text goes in by stdin: as an argument Java turns Chinese into
 * {@code ?} under {@code LC_ALL=C}.
 */
public final class EspeakVoice implements Voice {

    /** A sentence that takes longer than this hangs: a sound card that does not take bytes. */
    public static final Duration SENTENCE_MAX = Duration.ofSeconds(30);

    private static final Duration VERSION_MAX = Duration.ofSeconds(5);

    /** Kept of what it writes; ALSA writes a dozen lines before the one that counts. */
    private static final int OUTPUT_CHARS_MAX = 8_000;

    /** How 1.51 begins the line that says that it has no sound card; it ends with 0 all the same (tried). */
    private static final String SOUND_ERROR = "error:";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    private final String program;
    private final Duration sentenceMax;
    private final boolean readsHanzi;

    private EspeakVoice(String program, Duration sentenceMax, boolean readsHanzi) {
        this.program = program;
        this.sentenceMax = sentenceMax;
        this.readsHanzi = readsHanzi;
    }

    /** Finds {@code espeak-ng} on the path and asks for its version. */
    public static EspeakVoice open() throws LinkException, InterruptedException {
        return open("espeak-ng", SENTENCE_MAX);
    }

    /** As {@link #open()}, for a program of another name or place. */
    public static EspeakVoice open(String program, Duration sentenceMax) throws LinkException, InterruptedException {
        String answer = run(program, List.of("--version"), "", VERSION_MAX);
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            throw new LinkException(
                    LinkException.Kind.GARBLED,
                    program + " --version said \"" + answer.strip()
                            + "\", expected a version such as 1.51: is it espeak-ng?");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        return new EspeakVoice(program, sentenceMax, major > 1 || (major == 1 && minor >= 52));
    }

    @Override
    public void say(String text, Locale language) throws LinkException, InterruptedException {
        String output = run(program, List.of("-v", voice(language), "-b", "1", "--stdin"), text, sentenceMax);
        Optional<String> error =
                output.lines().filter(line -> line.startsWith(SOUND_ERROR)).findFirst();
        if (error.isPresent()) {
            throw new LinkException(
                    LinkException.Kind.MISSING,
                    program + " could not be heard (" + error.get()
                            + "): is a sound card there (aplay -l), and may this" + " user use it (group audio)?");
        }
    }

    @Override
    public void close() {}

    /** Before 1.52, {@code cmn} reads Mandarin as English letters and still ends with 0 (tried). */
    private String voice(Locale language) {
        if (SpokenNumber.isCantonese(language)) {
            return "yue";
        }
        if (SpokenNumber.isChinese(language)) {
            return readsHanzi ? "cmn" : "cmn-latn-pinyin";
        }
        return language.getLanguage().isEmpty() ? "en" : language.getLanguage();
    }

    private static String run(String program, List<String> arguments, String input, Duration max)
            throws LinkException, InterruptedException {
        Process process = start(program, arguments);
        try {
            CompletableFuture<String> output = new CompletableFuture<>();
            Thread.ofVirtual().name("espeak-output").start(() -> output.complete(read(process)));
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ignoredSinceTheExitCodeTellsMore) {
                // A child that ends early closes the pipe.
            }
            if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LinkException(
                        LinkException.Kind.SILENT,
                        program + " did not end within " + max.toSeconds() + " s: is the sound card there (aplay -l)?");
            }
            String said = output.join();
            if (process.exitValue() != 0) {
                throw new LinkException(
                        LinkException.Kind.FAILED,
                        program + " " + String.join(" ", arguments) + " ended with " + process.exitValue() + ": "
                                + said.strip());
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String program, List<String> arguments) throws LinkException {
        List<String> command = new ArrayList<>(arguments);
        command.addFirst(program);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new LinkException(
                    LinkException.Kind.MISSING,
                    "cannot start " + program + ": install it (sudo apt install espeak-ng), or set the voice to silent",
                    e);
        }
    }

    private static String read(Process process) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            char[] some = new char[256];
            for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
                text.append(some, 0, Math.min(n, OUTPUT_CHARS_MAX - text.length()));
            }
        } catch (IOException ignoredSinceTheProcessWasEnded) {
            // What was read so far is all there is.
        }
        return text.toString();
    }
}

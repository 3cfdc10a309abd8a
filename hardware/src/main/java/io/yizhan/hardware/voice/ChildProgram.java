package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that speaks or plays, one child process each time; it is ended when it takes too long.
 *
 * @param name on the path, or a path
 * @param remedy what to do where it is not there
 */
record ChildProgram(String name, String remedy) {

    /** Kept of what it writes; ALSA writes a dozen lines before the one that counts. */
    private static final int OUTPUT_CHARS_MAX = 8_000;

    /** How a program ended that did. */
    record End(int code, String output) {}

    /** @param input for its stdin: as an argument Java turns Chinese into {@code ?} under {@code LC_ALL=C} */
    End run(List<String> arguments, String input, Duration max) throws LinkException, InterruptedException {
        Process process = start(arguments);
        try {
            CompletableFuture<String> output = new CompletableFuture<>();
            Thread.ofVirtual().name(name + " output").start(() -> output.complete(read(process)));
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ignoredSinceTheExitCodeTellsMore) {
                // A child that ends early closes the pipe.
            }
            if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LinkException(
                        LinkException.Kind.SILENT,
                        name + " did not end within " + max.toSeconds() + " s: is the sound card there (aplay -l)?");
            }
            return new End(process.exitValue(), output.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(List<String> arguments) throws LinkException {
        List<String> command = new ArrayList<>(arguments);
        command.addFirst(name);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new LinkException(LinkException.Kind.MISSING, "cannot start " + name + ": " + remedy, e);
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

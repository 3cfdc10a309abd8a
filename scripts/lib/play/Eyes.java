package play;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody sees at one spot of a terminal: the sentences that its face was told to show. */
final class Eyes {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final Path witness;
    private final String part;
    private final Instant since;

    /** @param part as the witness writes it: {@code 1/clerk/face} */
    Eyes(Path witness, String part, Instant since) {
        this.witness = witness;
        this.part = part;
        this.since = since;
    }

    /** How many sentences were shown so far. */
    int seen() throws IOException {
        return shown().size();
    }

    /** The sentence that stands there now; empty when nothing was shown yet. */
    Optional<String> now() throws IOException {
        List<String> shown = shown();
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.getLast());
    }

    /** Waits until a sentence after the first {@code seen} ones matches; empty when none does in time. */
    Optional<Matcher> await(int seen, Pattern sentence, Duration max) throws IOException, InterruptedException {
        long until = System.nanoTime() + max.toNanos();
        do {
            for (String text : shown().stream().skip(seen).toList()) {
                Matcher matcher = sentence.matcher(text);
                if (matcher.find()) {
                    return Optional.of(matcher);
                }
            }
            Thread.sleep(LOOK_EVERY);
        } while (System.nanoTime() < until);
        return Optional.empty();
    }

    private List<String> shown() throws IOException {
        return Told.at(witness, since).stream()
                .filter(told -> told.part().equals(part))
                .map(Told::what)
                .toList();
    }
}

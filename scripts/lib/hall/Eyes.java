package hall;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody sees at one spot of a terminal: the sentences that its face was told to show. */
public final class Eyes {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final Path witness;
    private final String part;
    private final Instant since;
    private final List<String> shown = new ArrayList<>();
    private long read;

    /** @param part as the witness writes it: {@code 1/clerk/face} */
    public Eyes(Path witness, String part, Instant since) {
        this.witness = witness;
        this.part = part;
        this.since = since;
    }

    /** How many sentences were shown so far. */
    public int seen() throws IOException {
        return shown().size();
    }

    /** The sentence that stands there now; empty when nothing was shown yet. */
    public Optional<String> now() throws IOException {
        List<String> shown = shown();
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.getLast());
    }

    /** Waits until a sentence after the first {@code seen} ones matches; empty when none does in time. */
    public Optional<Matcher> await(int seen, Pattern sentence, Duration max) throws IOException, InterruptedException {
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

    /** Reads on where the last look ended; a line that is being written is left for the next. */
    private synchronized List<String> shown() throws IOException {
        if (!Files.exists(witness)) {
            return shown;
        }
        try (SeekableByteChannel file = Files.newByteChannel(witness)) {
            ByteBuffer more = ByteBuffer.allocate(Math.toIntExact(file.size() - read));
            file.position(read);
            while (more.hasRemaining() && file.read(more) >= 0) {}
            String text = new String(more.array(), 0, wholeLines(more), StandardCharsets.UTF_8);
            read += wholeLines(more);
            for (String line : text.lines().toList()) {
                Told told = Told.of(line);
                if (told.part().equals(part) && !told.at().isBefore(since)) {
                    shown.add(told.what());
                }
            }
        }
        return shown;
    }

    private static int wholeLines(ByteBuffer bytes) {
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        return end;
    }
}

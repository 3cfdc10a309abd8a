package io.yizhan.terminal;

import io.yizhan.terminal.journal.JournalException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal cannot start; the message says why and what to do, for the person at the command line. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }

    /** What its disk has that somebody can mend, and then it would start; empty where waiting doesn't help. */
    Optional<JournalException.Kind> passing() {
        return getCause() instanceof JournalException e && e.kind() != JournalException.Kind.BROKEN
                ? Optional.of(e.kind())
                : Optional.empty();
    }
}

package io.yizhan.terminal.journal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The journal did not take an entry, or cannot be read: nothing was recorded, nobody may be told that it was. */
public final class JournalException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    JournalException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether what stands in the file is no journal any more; a disk that fails is another matter. */
    boolean tellsDamage() {
        return getCause() instanceof SQLException e && DiskFailure.tellsDamage(e);
    }

    /** What keeps it from working. */
    public enum Kind {
        /**
         * The disk is full, or entries that the hub has not acknowledged fill the journal: the hub must be reached
         * first.
         */
        FULL,
        /** The file or its disk cannot be written. */
        READ_ONLY,
        /** The file or its disk does not work. */
        BROKEN
    }
}

package io.yizhan.protocol;

import org.jspecify.annotations.Nullable;

/** Bytes that are not what they should be. The message says what was seen and what was expected, for people. */
public final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unknownName;

    public UnreadableException(String message) {
        this(message, false, null);
    }

    public UnreadableException(String message, @Nullable Throwable cause) {
        this(message, false, cause);
    }

    UnreadableException(String message, boolean unknownName, @Nullable Throwable cause) {
        super(message, cause);
        this.unknownName = unknownName;
    }

    /** Whether it is well-formed, but its {@code op} or {@code kind} is none that this version knows. */
    public boolean unknownName() {
        return unknownName;
    }
}

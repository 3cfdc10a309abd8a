package io.yizhan.hardware.bus;

import org.jspecify.annotations.Nullable;

/** A wire that is not there, is not ours, or broke. The message says where, what was seen, and what to do. */
public final class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the wire. */
    public enum Kind {
        /** No such device: not plugged in, not enabled, a wrong path. */
        MISSING,
        /** This user may not open it. */
        DENIED,
        /** Somebody else has it open. */
        BUSY,
        /** It took nothing, or answered nothing, in time. */
        SILENT,
        /** The far end went away. */
        CLOSED,
        /** It answers, but not what its data sheet allows. */
        GARBLED,
        /** Anything else that the system reported. */
        FAILED
    }

    private final Kind kind;

    public LinkException(Kind kind, String message) {
        this(kind, message, null);
    }

    public LinkException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

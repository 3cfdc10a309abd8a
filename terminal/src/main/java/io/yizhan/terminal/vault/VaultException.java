package io.yizhan.terminal.vault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The vault cannot keep anything now; what it kept stands. */
public final class VaultException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    VaultException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What is to be done about it. */
    public enum Kind {
        /** There is no room; it goes on by itself once there is. */
        FULL,
        /** The disk does not do what it should. */
        BROKEN
    }
}

package io.yizhan.terminal.vault;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vault cannot keep anything now; what it kept stands. */
public final class VaultException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Vault.@Nullable Answer held;

    VaultException(Kind kind, String message, Vault.@Nullable Answer held, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.held = held;
    }

    /** What it holds of the journal nevertheless; empty when not even that can be read. */
    public Optional<Vault.Answer> held() {
        return Optional.ofNullable(held);
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

package io.yizhan.hub.vault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What a vault holds cannot be given back. The message is one line for an admin. */
public final class VaultUnreadableException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public VaultUnreadableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

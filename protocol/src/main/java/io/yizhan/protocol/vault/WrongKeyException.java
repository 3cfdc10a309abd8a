package io.yizhan.protocol.vault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What is sealed does not open: another recovery key, or damage. */
public final class WrongKeyException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public WrongKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

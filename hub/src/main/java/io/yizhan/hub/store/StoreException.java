package io.yizhan.hub.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do it: the disk is full, read-only, broken, or the SQL is. Nothing of that work was committed.
 */
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

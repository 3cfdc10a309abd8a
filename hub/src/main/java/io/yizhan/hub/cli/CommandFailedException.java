package io.yizhan.hub.cli;

import org.jspecify.annotations.Nullable;

/** A command could not do its work and has left nothing behind. The message is for the person who gave it. */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        this(message, null);
    }

    public CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

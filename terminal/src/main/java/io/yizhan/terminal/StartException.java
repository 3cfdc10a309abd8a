package io.yizhan.terminal;

import org.jspecify.annotations.Nullable;

/** The terminal cannot start; the message says why and what to do, for the person at the command line. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}

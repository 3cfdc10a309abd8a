package io.yizhan.protocol.link;

import org.jspecify.annotations.Nullable;

/** A connection could not be made; the message says why and what to do, for people. */
final class NoConnectionException extends Exception {

    private static final long serialVersionUID = 1L;

    NoConnectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

package io.yizhan.hub.book;

import java.io.Serial;

/** An entry that the records do not allow: a rating for a session that never opened. The message is for an admin. */
public final class RuleBrokenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public RuleBrokenException(String message) {
        super(message);
    }
}

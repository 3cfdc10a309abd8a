package io.yizhan.hub.http;

import java.io.Serial;

/** Ends a request with a refusal; the message is for who asked, and says what to do. */
public final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public RefusedException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What was seen and what to do. */
    public String say() {
        return String.valueOf(getMessage());
    }
}

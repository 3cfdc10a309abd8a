package io.yizhan.hub.http;

/** Why a request is not answered as it was meant. */
public enum Refusal {
    /** The request cannot be understood. */
    BAD_REQUEST(400),
    /** Nobody is signed in, or not any more. */
    SIGNED_OUT(401),
    /** No bearer token, or none that opens anything. */
    NO_TOKEN(401),
    /** Signed in with a password that another person has read. */
    FIRST_PASSWORD(403),
    /** Signed in, but this account may not. */
    NOT_ALLOWED(403),
    /** Sent from a foreign page, or from a form that is too old. */
    FORGED(403),
    NOT_FOUND(404),
    /** The records do not allow it. */
    CONFLICT(409),
    /** The body is larger than anything that is asked for. */
    TOO_LARGE(413),
    TOO_OFTEN(429),
    /** Our own mistake; it is in the log. */
    FAILED(500),
    /** Too much at the same time. */
    BUSY(503),
    /** The database refuses to write or to read. */
    STORE_BROKEN(503),
    /** The hub's disk is full. */
    DISK_FULL(507);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }
}

package io.yizhan.hub.http;

import java.io.Serial;

/** The page cannot listen where it was told to; the message is one sentence for who started the hub. */
public final class PortTakenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public PortTakenException(String bind, int port, Throwable cause) {
        super(
                "The page cannot listen on " + bind + " port " + port + " ("
                        + deepest(cause).getMessage()
                        + "): another program has it, perhaps a hub that runs already. End that one, or set another"
                        + " port in hub.toml.",
                cause);
    }

    private static Throwable deepest(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}

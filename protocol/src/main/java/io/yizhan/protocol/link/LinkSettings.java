package io.yizhan.protocol.link;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a link leads and what it hears there.
 *
 * @param clientId the device id; also given as user name, which a broker that goes by certificates overrides
 * @param tls null for plain TCP, which is only for a broker on the same machine
 * @param subscriptions topic filters, QoS 1
 * @param keepAlive whole seconds: a silent connection is noticed after about one and a half of it
 * @param pauseMin the pause after the first failed try; it doubles with each
 * @param pauseMax the longest pause, before jitter
 */
public record LinkSettings(
        String host,
        int port,
        String clientId,
        @Nullable TlsFiles tls,
        List<String> subscriptions,
        Duration keepAlive,
        Duration pauseMin,
        Duration pauseMax) {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    public LinkSettings {
        subscriptions = List.copyOf(subscriptions);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 1–65535");
        }
        if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 65_535) {
            throw new IllegalArgumentException("keep-alive " + keepAlive + " is outside 1–65535 s");
        }
        if (pauseMin.isNegative() || pauseMin.isZero() || pauseMax.compareTo(pauseMin) < 0) {
            throw new IllegalArgumentException("pauses from " + pauseMin + " to " + pauseMax + ": 0 < least ≤ most");
        }
    }

    /** With the usual keep-alive (5 s) and pauses (0.2–5 s). */
    public static LinkSettings of(
            String host, int port, String clientId, @Nullable TlsFiles tls, List<String> subscriptions) {
        return new LinkSettings(host, port, clientId, tls, subscriptions, KEEP_ALIVE, PAUSE_MIN, PAUSE_MAX);
    }

    /** For messages to people. */
    String address() {
        return host + ":" + port;
    }
}

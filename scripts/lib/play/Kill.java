package play;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** One kill -9, and the time until that part of the hall is back: scripts/demo starts it again. */
final class Kill {

    private static final Duration BACK_MAX = Duration.ofSeconds(40);

    /** What a part still does of what was cut off, once it is back: a terminal's retries are that far apart. */
    private static final Duration SETTLING = Duration.ofSeconds(7);

    private Kill() {}

    /** @return from the kill until everything should be as before */
    static Comparison.Span of(String part, HallFacts hall) throws IOException, InterruptedException {
        long pid = hall.pid(part);
        Instant killed = Instant.now();
        new ProcessBuilder("kill", "-9", String.valueOf(pid)).start().waitFor();
        System.out.println("kill -9 " + part + " (process " + pid + ")");
        long until = System.nanoTime() + BACK_MAX.toNanos();
        while (hall.pid(part) == pid || !answers(part, hall)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(part + " did not come back within " + BACK_MAX.toSeconds() + " s");
            }
            Thread.sleep(Duration.ofMillis(200));
        }
        Instant back = Instant.now();
        System.out.println(part + " was back after " + Duration.between(killed, back).toMillis() + " ms");
        return new Comparison.Span(killed.minusSeconds(1), back.plus(SETTLING));
    }

    private static boolean answers(String part, HallFacts hall) {
        int port = switch (part) {
            case "broker" -> hall.brokerPort();
            case "hub" -> URI.create(hall.hub()).getPort();
            default -> URI.create(hall.panelAddress(part)).getPort();
        };
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}

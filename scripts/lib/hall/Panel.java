package hall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The hands of a person at one terminal's front panel. A terminal that is being started again is waited for. */
public final class Panel {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration BACK_MAX = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();

    private final String address;
    private final Duration backMax;
    private final Before before;

    public Panel(String address) {
        this(address, BACK_MAX, Move::make);
    }

    /**
     * @param backMax how long a terminal that is away is waited for
     * @param before stands between the person and each move of a hand
     */
    public Panel(String address, Duration backMax, Before before) {
        this.address = address;
        this.backMax = backMax;
        this.before = before;
    }

    /** One move of a hand. */
    @FunctionalInterface
    public interface Move {
        JsonNode make() throws IOException, InterruptedException;
    }

    /** What has a word in each move. */
    @FunctionalInterface
    public interface Before {
        JsonNode around(Move move) throws IOException, InterruptedException;
    }

    /** The same person's hands, with this before each of their moves. */
    public Panel with(Duration wait, Before word) {
        return new Panel(address, wait, word);
    }

    public void lay(int finger) throws IOException, InterruptedException {
        post("/api/finger", Map.of("finger", finger));
    }

    public void lift() throws IOException, InterruptedException {
        post("/api/lift", Map.of());
    }

    public void key(String station, String key) throws IOException, InterruptedException {
        post("/api/key", Map.of("station", station, "key", key));
    }

    public void choose(String service) throws IOException, InterruptedException {
        post("/api/kiosk", Map.of("service", service));
    }

    public JsonNode state() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + "/api/state")));
    }

    private void post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        byte[] order = JSON.writeValueAsBytes(body);
        before.around(() -> send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(order))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        long until = System.nanoTime() + backMax.toNanos();
        while (true) {
            try {
                HttpResponse<byte[]> answer =
                        HTTP.send(request.timeout(ANSWER_MAX).build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() >= 400) {
                    throw new IllegalStateException(answer.request().uri() + " answered " + answer.statusCode() + ": "
                            + new String(answer.body(), StandardCharsets.UTF_8));
                }
                return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
            } catch (IOException gone) {
                if (System.nanoTime() > until) {
                    throw gone;
                }
                Thread.sleep(Duration.ofMillis(100));
            }
        }
    }
}

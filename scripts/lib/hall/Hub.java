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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hub's interface for programs, as a program uses it. */
public final class Hub {

    /** A hall may take minutes to start where others are at work. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();
    private final String address;
    private final String token;

    public Hub(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Orders an enrolment at the reader. @return its id */
    public String enrol(String staff, String device) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Map.of("staff", staff, "device", device));
        JsonNode begun = send(HttpRequest.newBuilder(URI.create(address + "/api/v1/enrolments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        return begun.path("enrolment").asText();
    }

    /** Whether the hub has heard that nobody is led through this enrolment any more. */
    public boolean hasEnded(String enrolment) throws IOException, InterruptedException {
        String step = send(HttpRequest.newBuilder(URI.create(address + "/api/v1/enrolments/" + enrolment)))
                .path("step")
                .asText();
        return step.equals("done") || step.equals("failed");
    }

    /** All records of one kind, page by page. */
    public List<JsonNode> all(String kind, String query) throws IOException, InterruptedException {
        List<JsonNode> records = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = send(
                    HttpRequest.newBuilder(URI.create(address + "/api/v1/" + kind + "?limit=1000" + query + cursor)));
            page.path("items").forEach(records::add);
            String next = page.path("next").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return records;
    }

    /** All entries of the book, in the order of device, journal and number. */
    public List<JsonNode> entries() throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page =
                    answer(HttpRequest.newBuilder(URI.create(address + "/api/v1/entries?limit=1000" + cursor)));
            for (String line : page.body().lines().toList()) {
                entries.add(JSON.readTree(line));
            }
            cursor = page.headers()
                    .firstValue("Yizhan-Next")
                    .map(next -> "&cursor=" + next)
                    .orElse("");
        } while (!cursor.isEmpty());
        return entries;
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(answer(request).body());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.header("Authorization", "Bearer " + token)
                        .timeout(ANSWER_MAX)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}

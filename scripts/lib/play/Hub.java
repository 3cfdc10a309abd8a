package play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hub's interface for programs, and what its records say in the words of {@link Line}. */
final class Hub {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final String[] LEVELS = {"非常不满意", "不满意", "基本满意", "满意", "非常满意"};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();
    private final String address;
    private final String token;

    Hub(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Orders an enrolment at the reader. */
    void enrol(String staff, String device) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Map.of("staff", staff, "device", device));
        send(HttpRequest.newBuilder(URI.create(address + "/api/v1/enrolments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** All records of one kind, page by page. */
    List<JsonNode> all(String kind, String query) throws IOException, InterruptedException {
        List<JsonNode> records = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = send(HttpRequest.newBuilder(
                    URI.create(address + "/api/v1/" + kind + "?limit=1000" + query + cursor)));
            page.path("items").forEach(records::add);
            String next = page.path("next").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return records;
    }

    /** Everything recorded since a moment that a person was, or should have been, told. */
    List<Line> lines(Instant since, Map<String, String> names) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (JsonNode punch : all("punches", "")) {
            add(lines, since, punch.path("at"), "打卡 " + names.getOrDefault(punch.path("staff").asText(), "？"));
        }
        for (JsonNode ticket : all("tickets", "")) {
            if (!ticket.path("standing").asText().equals("voided")) {
                add(lines, since, ticket.path("issued_at"), "取号 " + ticket.path("shown").asText());
            }
        }
        for (JsonNode call : all("calls", "")) {
            String what = "叫号 " + call.path("shown").asText() + " → " + call.path("counter").asText() + "号窗口";
            add(lines, since, call.path(call.hasNonNull("told_at") ? "told_at" : "called_at"), what);
        }
        for (JsonNode rating : all("ratings", "")) {
            String shown = shown(rating.path("ticket").asText());
            switch (rating.path("outcome").asText()) {
                case "given" ->
                    add(lines, since, rating.path("ended_at"), "评价 " + shown + " " + LEVELS[rating.path("level").asInt() - 1]);
                case "missed" -> add(lines, since, rating.path("ended_at"), "未评价 " + shown);
                default -> {}
            }
        }
        return lines;
    }

    /** {@code 2026-11-23/A/23} → {@code A023}. */
    private static String shown(String ticket) {
        String[] parts = ticket.split("/", -1);
        return parts.length == 3 ? parts[1] + "%03d".formatted(Integer.parseInt(parts[2])) : "？";
    }

    private static void add(List<Line> lines, Instant since, JsonNode at, String what) {
        if (at.asText("").isEmpty()) {
            throw new IllegalStateException("the hub has no time for " + what);
        }
        Instant moment = OffsetDateTime.parse(at.asText()).toInstant();
        if (!moment.isBefore(since)) {
            lines.add(new Line(moment, what));
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.header("Authorization", "Bearer " + token).timeout(ANSWER_MAX).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}

package play;

import com.fasterxml.jackson.databind.JsonNode;
import hall.Hub;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the hub's records say, in the words of {@link Line}. */
final class Recorded {

    private static final String[] LEVELS = {"非常不满意", "不满意", "基本满意", "满意", "非常满意"};

    private Recorded() {}

    /** Everything recorded since a moment that a person was, or should have been, told. */
    static List<Line> lines(Hub hub, Instant since, Map<String, String> names) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (JsonNode punch : hub.all("punches", "")) {
            add(lines, since, punch.path("at"), "打卡 " + names.getOrDefault(punch.path("staff").asText(), "？"));
        }
        for (JsonNode ticket : hub.all("tickets", "")) {
            if (!ticket.path("standing").asText().equals("voided")) {
                add(lines, since, ticket.path("issued_at"), "取号 " + ticket.path("shown").asText());
            }
        }
        for (JsonNode call : hub.all("calls", "")) {
            String what = "叫号 " + call.path("shown").asText() + " → " + call.path("counter").asText() + "号窗口";
            add(lines, since, call.path(call.hasNonNull("told_at") ? "told_at" : "called_at"), what);
        }
        for (JsonNode rating : hub.all("ratings", "")) {
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
}

package chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hall.Hub;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the hub has, through its interface: the entries of its book with their times, and whether each stands in
 * the records too.
 *
 * @param facts entries that are in the records, the voided tickets left out
 * @param aside entries of these kinds that the hub did not take into its records, with why it says so
 * @param torn entries that the book calls folded and the records lack
 * @param journals of each device, in the book
 */
record Records(List<Fact> facts, List<String> aside, List<String> torn, Map<String, Set<String>> journals) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String[] LEVELS = {"非常不满意", "不满意", "基本满意", "满意", "非常满意"};

    static Records read(Hub hub) throws IOException, InterruptedException {
        List<JsonNode> entries = hub.entries();
        LocalDate today = LocalDate.now(ZONE);
        String days = "&from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
        Set<String> punches = new HashSet<>();
        hub.all("punches", days).forEach(punch -> punches.add(place(punch)));
        Map<String, String> tickets = new HashMap<>();
        hub.all("tickets", days)
                .forEach(ticket -> tickets.put(
                        ticket.path("ticket").asText(), ticket.path("standing").asText()));
        Set<String> calls = new HashSet<>();
        hub.all("calls", days).forEach(call -> calls.add(call.path("call").asText()));
        Map<String, String> ratings = new HashMap<>();
        hub.all("ratings", days)
                .forEach(rating -> ratings.put(
                        rating.path("session").asText(),
                        rating.path("outcome").asText() + rating.path("level").asText()));
        return new Reading(entries, punches, tickets, calls, ratings).records();
    }

    private static String place(JsonNode node) {
        return node.path("device").asText() + " " + node.path("journal").asText() + " "
                + node.path("seq").asText();
    }

    /** One reading of the book beside one reading of the records. */
    private static final class Reading {

        private final List<JsonNode> entries;
        private final Set<String> punches;
        private final Map<String, String> tickets;
        private final Set<String> calls;
        private final Map<String, String> ratings;
        private final Map<String, String> ticketOfCall = new HashMap<>();
        private final Map<String, JsonNode> openings = new HashMap<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<String> aside = new ArrayList<>();
        private final List<String> torn = new ArrayList<>();
        private final Map<String, Set<String>> journals = new HashMap<>();

        Reading(
                List<JsonNode> entries,
                Set<String> punches,
                Map<String, String> tickets,
                Set<String> calls,
                Map<String, String> ratings) {
            this.entries = entries;
            this.punches = punches;
            this.tickets = tickets;
            this.calls = calls;
            this.ratings = ratings;
        }

        Records records() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (JsonNode entry : entries) {
                journals.computeIfAbsent(entry.path("device").asText(), any -> new HashSet<>())
                        .add(entry.path("journal").asText());
                JsonNode line = JSON.readTree(entry.path("line").asText("{}"));
                lines.add(line);
                JsonNode data = line.path("data");
                switch (line.path("type").asText()) {
                    case "called", "called-locally" ->
                        ticketOfCall.put(
                                data.path("call").asText(), data.path("ticket").asText());
                    case "rating-opened" -> openings.put(data.path("session").asText(), data);
                    default -> {}
                }
            }
            for (int i = 0; i < entries.size(); i++) {
                JsonNode line = lines.get(i);
                if (!entries.get(i).path("device").asText().equals("hub")) {
                    take(entries.get(i), line.path("type").asText(), line.path("data"));
                }
            }
            return new Records(facts, aside, torn, journals);
        }

        private void take(JsonNode entry, String type, JsonNode data) {
            switch (type) {
                case "punch" ->
                    add(
                            entry,
                            Fact.Kind.PUNCH,
                            data.path("staff").asText() + " at "
                                    + entry.path("device").asText(),
                            place(entry),
                            punches.contains(place(entry)));
                case "ticket-issued" -> {
                    String ticket = data.path("ticket").asText();
                    String standing = tickets.get(ticket);
                    if (standing == null || !standing.equals("voided")) {
                        add(entry, Fact.Kind.SLIP, shown(ticket), place(entry), standing != null);
                    }
                }
                case "called", "called-locally" ->
                    add(
                            entry,
                            Fact.Kind.CALL,
                            shown(data.path("ticket").asText()) + " at " + counter(entry),
                            data.path("call").asText(),
                            calls.contains(data.path("call").asText()));
                case "rating-given", "rating-missed" -> rating(entry, type, data);
                default -> {}
            }
        }

        private void rating(JsonNode entry, String type, JsonNode data) {
            String session = data.path("session").asText();
            JsonNode opening = openings.get(session);
            String call = opening == null ? "" : opening.path("call").asText();
            String ticket = shown(ticketOfCall.getOrDefault(call, ""));
            boolean given = type.equals("rating-given");
            String how = given ? LEVELS[data.path("level").asInt() - 1] : "not rated";
            String outcome = given ? "given" + data.path("level").asInt() : "missed";
            add(
                    entry,
                    Fact.Kind.RATING,
                    ticket + " " + how + " at " + counter(entry),
                    place(entry),
                    outcome.equals(ratings.get(session)));
        }

        private void add(JsonNode entry, Fact.Kind kind, String what, String record, boolean inRecords) {
            String fate = entry.path("fate").asText();
            String place = place(entry);
            if (fate.equals("repeated")) {
                return;
            }
            if (!fate.equals("folded")) {
                aside.add(kind + " " + what + ", " + place + ": " + fate);
                return;
            }
            if (!inRecords) {
                torn.add(kind + " " + what + ", " + place);
            }
            facts.add(new Fact(
                    kind,
                    what,
                    entry.path("device").asText(),
                    at(entry, "earliest"),
                    at(entry, "latest"),
                    place,
                    record));
        }

        /** Counters stand on terminals of their own here: counter-3 is counter 3. */
        private static String counter(JsonNode entry) {
            return entry.path("device").asText().replace("counter-", "");
        }

        /** A side that nothing bounds is null. */
        private static Instant at(JsonNode entry, String which) {
            if (!entry.path(which).isTextual()) {
                return which.equals("earliest") ? Instant.EPOCH : UNBOUNDED;
            }
            return OffsetDateTime.parse(entry.path(which).asText()).toInstant();
        }

        private static final Instant UNBOUNDED = Instant.parse("9999-12-31T00:00:00Z");

        /** {@code 2026-11-23/A/23} → {@code A023}. */
        private static String shown(String ticket) {
            String[] parts = ticket.split("/", -1);
            return parts.length == 3 ? parts[1] + "%03d".formatted(Integer.parseInt(parts[2])) : "?";
        }
    }
}

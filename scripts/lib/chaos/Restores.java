package chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hub's disk is lost with everything on it, and an operator brings the hall back as docs/operations.md says, by
 * the hub's own commands. What terminals hold they ship again. What the hub itself had decided is gone where neither
 * backup nor vault had it: that is listed, and the restore may not have called it known.
 */
final class Restores {

    private static final Duration COMMAND_MAX = Duration.ofSeconds(120);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(180);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line of the report: a journal of the hub, and which of its entries are known. */
    private static final Pattern KNOWN = Pattern.compile("(?m)^ +([0-9a-f-]{36}) +entries (\\d+)–(\\d+)");

    private final Hall hall;
    private final List<String> unwitnessed = new ArrayList<>();

    /** What an operator still has. */
    enum From {
        BACKUP,
        VAULT,
        BOTH
    }

    private record Known(long from, long through) {
        boolean has(long seq) {
            return from <= seq && seq <= through;
        }
    }

    Restores(Hall hall) {
        this.hall = hall;
    }

    /** For each restore, what the hub had decided and nobody had witnessed. */
    synchronized List<String> unwitnessed() {
        return List.copyOf(unwitnessed);
    }

    /** The backup is as old as the fault lasts. */
    boolean restored(Fault fault, From from) throws IOException, InterruptedException {
        Path aside = Files.createDirectories(
                hall.folder().resolve("images").resolve("hub-" + fault.at().toSeconds()));
        Path stick = Files.createDirectories(aside.resolve("stick"));
        if (from != From.VAULT) {
            command(aside.resolve("backup.txt"), "backup", "--data", hall.hubFolder(), "--to", stick);
        }
        Thread.sleep(fault.lasts());
        hall.broker.hands.lock();
        try {
            Map<String, String> before = decisions();
            hall.hub.kill();
            hall.broker.kill();
            Path lost = hall.server().resolve("lost-" + fault.at().toSeconds());
            Files.move(hall.hubFolder(), lost);
            if (fault.dice() % 2 == 0) {
                hall.bootHubAnew(); // it goes to another machine
            }
            String report = "";
            try {
                report = restore(from, aside, stick);
            } finally {
                if (report.isEmpty()) {
                    Files.move(lost, hall.hubFolder()); // the rest of the day can still tell something
                }
                hall.broker.start();
                hall.hub.start();
            }
            compare("%d s, from %s".formatted(fault.at().toSeconds(), from), before, decisions(), known(report));
        } finally {
            hall.broker.hands.unlock();
        }
        return true;
    }

    private String restore(From from, Path aside, Path stick) throws IOException, InterruptedException {
        List<Object> order = new ArrayList<>(List.of("restore", "--data", hall.hubFolder()));
        if (from != From.VAULT) {
            try (Stream<Path> backups = Files.list(stick)) {
                order.addAll(List.of("--backup", backups.findFirst().orElseThrow()));
            }
        }
        if (from != From.BACKUP) {
            Path copy = aside.resolve("vault");
            copyTree(hall.vault().card().resolve("vault"), copy);
            order.addAll(List.of("--vault", copy, "--recovery-key", hall.folder().resolve("recovery-key")));
        }
        return command(aside.resolve("restore.txt"), order.toArray());
    }

    private void compare(String which, Map<String, String> before, Map<String, String> after, Map<String, Known> known)
            throws IOException {
        Map<String, Integer> types = new TreeMap<>();
        for (Map.Entry<String, String> entry : before.entrySet()) {
            String[] place = entry.getKey().split(" ", -1);
            if (after.containsKey(entry.getKey())) {
                continue;
            }
            if (known.containsKey(place[0]) && known.get(place[0]).has(Long.parseLong(place[1]))) {
                throw new IOException("the restore reported the hub's entry " + entry + " as known, and it is gone");
            }
            types.merge(entry.getValue(), 1, Integer::sum);
        }
        synchronized (this) {
            unwitnessed.add("%s: %d of %d %s"
                    .formatted(
                            which,
                            types.values().stream().mapToInt(Integer::intValue).sum(),
                            before.size(),
                            types));
        }
    }

    /** The hub's own entries: journal and number, and what kind it is. */
    private Map<String, String> decisions() throws IOException, InterruptedException {
        long until = System.nanoTime() + ANSWER_MAX.toNanos();
        while (true) {
            try {
                Map<String, String> decisions = new LinkedHashMap<>();
                for (JsonNode entry : hall.api().entries()) {
                    if (entry.path("device").asText().equals("hub")) {
                        String type = JSON.readTree(entry.path("line").asText("{}"))
                                .path("type")
                                .asText();
                        decisions.put(
                                entry.path("journal").asText() + " "
                                        + entry.path("seq").asText(),
                                type);
                    }
                }
                return decisions;
            } catch (IOException notYet) {
                if (System.nanoTime() > until) {
                    throw notYet;
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private static Map<String, Known> known(String report) {
        Map<String, Known> known = new LinkedHashMap<>();
        Matcher line = KNOWN.matcher(report);
        while (line.find()) {
            known.put(line.group(1), new Known(Long.parseLong(line.group(2)), Long.parseLong(line.group(3))));
        }
        return known;
    }

    /** @return what it said */
    private String command(Path output, Object... order) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of("hub", "96", "io.yizhan.hub.HubMain"));
        Stream.of(order).map(Object::toString).forEach(whole::add);
        int code = hall.hub.run(whole, output, COMMAND_MAX);
        if (code != 0) {
            throw new IOException("hub " + order[0] + " ended with " + code + ": " + Files.readString(output));
        }
        return Files.readString(output);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}

package play;

import hall.Panel;
import hall.Person;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Where everything of the demo's hall is, as scripts/demo wrote it down. */
record HallFacts(Properties facts) {

    static final List<String> COUNTERS = List.of("1", "2", "3");

    static HallFacts read(Path file) throws IOException {
        Properties facts = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            facts.load(in);
        }
        return new HallFacts(facts);
    }

    String hub() {
        return fact("hub");
    }

    String token() throws IOException {
        return Files.readString(Path.of(fact("token"))).strip();
    }

    Path probe() {
        return Path.of(fact("probe"));
    }

    int brokerPort() {
        return Integer.parseInt(fact("broker.port"));
    }

    Panel panel(String terminal) {
        return new Panel(panelAddress(terminal));
    }

    String panelAddress(String terminal) {
        return fact("panel." + terminal);
    }

    Path witness(String terminal) {
        return Path.of(fact("terminals"), terminal, "witness.jsonl");
    }

    /** The process of a part of the hall, as it was started last. */
    long pid(String part) throws IOException {
        return Long.parseLong(Files.readString(Path.of(fact("run"), part + ".pid")).strip());
    }

    /** Staff and PINs of the made-up people. */
    List<Person> people() throws IOException {
        return Person.all(Path.of(fact("people")));
    }

    private String fact(String name) {
        String value = facts.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the demo's facts lack " + name + ": start scripts/demo again");
        }
        return value;
    }
}

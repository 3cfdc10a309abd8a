package hall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a person was told, as the far ends of the devices wrote it down: they know nothing of journals. */
public record Told(Instant at, String part, String what) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one line of a witness says. */
    public static Told of(String line) throws IOException {
        JsonNode node = JSON.readTree(line);
        return new Told(
                Instant.parse(node.path("at").asText()),
                node.path("part").asText(),
                node.path("what").asText());
    }

    /** Everything that people were told at one terminal since a moment. */
    public static List<Told> at(Path witness, Instant since) throws IOException {
        List<Told> told = new ArrayList<>();
        if (!Files.exists(witness)) {
            return told;
        }
        for (String line : Files.readAllLines(witness)) {
            Told one = of(line);
            if (!one.at().isBefore(since)) {
                told.add(one);
            }
        }
        return told;
    }
}

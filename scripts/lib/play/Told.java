package play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a person was told, as the far ends of the devices wrote it down: they know nothing of journals. */
record Told(Instant at, String part, String what) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Everything that people were told at one terminal since a moment. */
    static List<Told> at(Path witness, Instant since) throws IOException {
        List<Told> told = new ArrayList<>();
        if (!Files.exists(witness)) {
            return told;
        }
        for (String line : Files.readAllLines(witness)) {
            JsonNode node = JSON.readTree(line);
            Instant at = Instant.parse(node.path("at").asText());
            if (!at.isBefore(since)) {
                told.add(new Told(at, node.path("part").asText(), node.path("what").asText()));
            }
        }
        return told;
    }
}

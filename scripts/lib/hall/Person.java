package hall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the made-up staff. {@code finger} is the number of the simulated finger that is theirs. */
public record Person(String staff, String name, String pin, int finger) {

    /** Everybody, as {@code hub demo} told them. */
    public static List<Person> all(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new Person(columns[0], columns[1], columns[2], Integer.parseInt(columns[3])))
                .toList();
    }
}

package io.yizhan.hub.backup;

import io.yizhan.protocol.id.HallId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A backup by its name, {@code demo-20261123T031500Z.yizhan.zip}: only what was written whole and checked bears
 * such a name.
 *
 * @param madeAt to the second, by the hub's clock
 */
public record BackupFile(Path path, HallId hall, Instant madeAt) {

    static final String ENDING = ".yizhan.zip";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    static BackupFile in(Path folder, HallId hall, Instant madeAt) {
        return new BackupFile(folder.resolve(hall + "-" + STAMP.format(madeAt) + ENDING), hall, madeAt);
    }

    /** This hall's in a folder, the oldest first. */
    public static List<BackupFile> all(Path folder, HallId hall) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> of(file, hall).stream())
                    .sorted(Comparator.comparing(BackupFile::madeAt))
                    .toList();
        }
    }

    private static Optional<BackupFile> of(Path path, HallId hall) {
        String name = path.getFileName().toString();
        String prefix = hall + "-";
        if (!name.startsWith(prefix) || !name.endsWith(ENDING) || name.length() <= prefix.length() + ENDING.length()) {
            return Optional.empty();
        }
        try {
            String stamp = name.substring(prefix.length(), name.length() - ENDING.length());
            return Optional.of(new BackupFile(path, hall, STAMP.parse(stamp, Instant::from)));
        } catch (DateTimeParseException anothers) {
            return Optional.empty();
        }
    }
}

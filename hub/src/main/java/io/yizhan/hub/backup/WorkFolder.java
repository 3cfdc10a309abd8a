package io.yizhan.hub.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for its owner only, for what a command works on, whose name begins with a dot. {@link #close} takes it away
 * with all that is in it. Who was ended in between left it there, with what nobody may keep in it: the next one of the
 * same name takes it away, once it is older than any such work takes.
 */
public final class WorkFolder implements AutoCloseable {

    static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes one.
     *
     * @param parent is there already
     * @param name begins with a dot; what makes it the only one is put behind it
     */
    public static WorkFolder in(Path parent, String name) throws IOException {
        WorkFolder folder = new WorkFolder(Files.createTempDirectory(parent, name));
        Instant now = dated(folder.path);
        for (Path left : named(parent, name)) {
            if (dated(left).plus(ABANDONED_AFTER).isBefore(now)) {
                DurableFiles.remove(left);
            }
        }
        return folder;
    }

    private static Instant dated(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder).toInstant();
    }

    private static List<Path> named(Path parent, String name) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(path -> path.getFileName().toString().startsWith(name))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        DurableFiles.remove(path);
    }
}

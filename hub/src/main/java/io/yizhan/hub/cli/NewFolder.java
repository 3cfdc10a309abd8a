package io.yizhan.hub.cli;

import io.yizhan.hub.backup.DurableFiles;
import io.yizhan.hub.backup.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder that comes into being whole or not at all: it is filled beside its place, for its owner's eyes only, and
 * then moved there in one step. {@link #close} takes away what was not moved.
 */
public final class NewFolder implements AutoCloseable {

    private final Path place;
    private final WorkFolder draft;
    private boolean moved;

    private NewFolder(Path place, WorkFolder draft) {
        this.place = place;
        this.draft = draft;
    }

    /** Begins one; an empty folder at its place is no obstacle, anything else is. */
    public static NewFolder at(Path place) throws IOException, CommandFailedException {
        Path whole = place.toAbsolutePath().normalize();
        if (!isFree(whole)) {
            throw new CommandFailedException(whole + " is there already, and nothing in it was changed: name another"
                    + " folder, or move it away if it is no longer needed.");
        }
        Path parent = whole.resolveSibling("");
        Files.createDirectories(parent);
        return new NewFolder(whole, WorkFolder.in(parent, "." + whole.getFileName() + "-new-"));
    }

    /** Where the files go until they are moved. */
    public Path draft() {
        return draft.path();
    }

    /** Writes a text that its owner only may read, from the moment that the file exists. */
    public static void writePrivate(Path file, String text) throws IOException {
        Set<? extends OpenOption> anew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(file, anew, ownerOnly)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
    }

    public void moveInPlace() throws IOException {
        Files.move(draft.path(), place, StandardCopyOption.ATOMIC_MOVE);
        moved = true;
    }

    /** Takes it away again after all. */
    void undo() throws IOException {
        DurableFiles.remove(place);
    }

    @Override
    public void close() throws IOException {
        if (!moved) {
            draft.close();
        }
    }

    private static boolean isFree(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Files.notExists(place);
        }
        try (Stream<Path> content = Files.list(place)) {
            return content.findAny().isEmpty();
        }
    }
}

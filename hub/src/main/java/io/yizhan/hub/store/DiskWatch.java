package io.yizhan.hub.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database's file takes what is written; told once when it stops and once when it goes on. */
final class DiskWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final Path file;
    private final @Nullable Object key;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable StoreTrouble trouble;

    DiskWatch(Path file) throws IOException {
        this.file = file;
        this.key = key();
    }

    Optional<StoreTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Before a commit. SQLite goes on with a file that nobody will find again, once it was moved or deleted.
     *
     * @throws SQLException when another file stands at the path, or none
     */
    void checkInPlace() throws SQLException {
        boolean inPlace;
        try {
            inPlace = Objects.equals(key, key());
        } catch (IOException gone) {
            inPlace = false;
        }
        if (!inPlace) {
            failed(StoreTrouble.REPLACED, file + " was moved or replaced");
            throw new SQLException(file + " was moved or replaced while the hub had it open: nothing is written until"
                    + " it is back; stop the hub, put it back or restore a backup, start the hub");
        }
    }

    void failed(SQLException e) {
        StoreTrouble.of(e).ifPresent(kind -> failed(kind, e.getMessage()));
    }

    /** Something that was really written is on disk. */
    void works() {
        if (trouble != null) {
            LOG.atInfo().addKeyValue("file", file).log("the database takes what is written again");
            change(null);
        }
    }

    private void failed(StoreTrouble kind, @Nullable String why) {
        if (kind != trouble) {
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("trouble", kind)
                    .addKeyValue("why", why)
                    .log("the database takes nothing: terminals are told to wait, and keep their entries");
            change(kind);
        }
    }

    private void change(@Nullable StoreTrouble now) {
        trouble = now;
        listeners.forEach(Runnable::run);
    }

    /** The inode; reading its attributes opens nothing, so that SQLite's locks on the file stay. */
    private @Nullable Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}

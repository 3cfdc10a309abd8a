package io.yizhan.hub.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database's file takes what is written; told once when it stops and once when it goes on. */
final class DiskWatch implements AutoCloseable {

    /** What each SQLite file begins with. */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final Path file;
    private final @Nullable Object key;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final FileChannel head;
    private volatile @Nullable StoreTrouble trouble;
    private volatile boolean damaged;

    /**
     * The file stays open until this is closed, which must be after SQLite has closed it: to close it earlier would
     * drop the locks that SQLite has on it.
     */
    DiskWatch(Path file) throws IOException {
        this.file = file;
        this.key = key();
        this.head = FileChannel.open(file, StandardOpenOption.READ);
    }

    Optional<StoreTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Before a commit. SQLite goes on with a file that nobody will find again, once it was moved or deleted, and with
     * one that somebody wrote over, as long as its log and its memory have what is asked for.
     *
     * @throws SQLException when another file stands at the path, or none, or it is no database any more
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
        if (!damaged && !isDatabase()) {
            seenDamaged();
            failed(StoreTrouble.BROKEN, file + " was written over");
        }
        checkSound();
    }

    /**
     * Before a read too: what still reads of a damaged book is not the book.
     *
     * @throws SQLException when it was seen to be damaged; only another start ends that
     */
    void checkSound() throws SQLException {
        if (damaged) {
            throw new SQLException(file + " is damaged: nothing is read or written; stop the hub, move the file away,"
                    + " restore the newest backup (scripts/hub restore), start the hub");
        }
    }

    /** A statement failed. */
    void failed(SQLException e) {
        Optional<StoreTrouble> kind = StoreTrouble.of(e);
        if (StoreTrouble.tellsDamage(e)) {
            seenDamaged();
        } else if (kind.filter(StoreTrouble.BROKEN::equals).isPresent()) {
            kind = Optional.of(DiskProbe.beside(file));
        }
        kind.ifPresent(why -> failed(why, e.getMessage()));
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
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException bug) {
                LOG.error("a bug: somebody was not told how the disk is", bug);
            }
        }
    }

    @Override
    public void close() throws IOException {
        head.close();
    }

    /**
     * Whether a hub that had this file open saw it damaged. What SQLite still writes into such a file when it closes it
     * can make it begin like a sound one again.
     */
    static boolean wasSeenDamaged(Path file) {
        return Files.exists(mark(file));
    }

    /** It was looked through and is sound. */
    static void isSound(Path file) throws IOException {
        Files.deleteIfExists(mark(file));
    }

    private void seenDamaged() {
        if (!damaged) {
            damaged = true;
            try {
                Files.writeString(mark(file), "The hub saw that " + file.getFileName() + " was damaged.\n");
            } catch (IOException e) {
                LOG.warn("the next start cannot be told that {} is damaged: {}", file, e.toString());
            }
        }
    }

    private static Path mark(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    /** Whether the file begins as one; what cannot be read is another trouble, which SQLite will have. */
    private boolean isDatabase() {
        try {
            ByteBuffer begins = ByteBuffer.allocate(MAGIC.length);
            head.read(begins, 0);
            return Arrays.equals(begins.array(), MAGIC);
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** The inode; reading its attributes opens nothing, so that SQLite's locks on the file stay. */
    private @Nullable Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}

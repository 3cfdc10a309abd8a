package io.yizhan.terminal.journal;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.terminal.journal.JournalException.Kind;
import io.yizhan.terminal.journal.Tables.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a sound journal of this machine stands at a path. A file of another machine (a card moved or cloned)
 * and a damaged one are set aside, never deleted, and a new journal begins that ships what could be read of them.
 *
 * <pre>
 *   journal.db sound and ours ──────────────────────────────────────────────► open it
 *   journal.db otherwise ──► journal.db.new, filled ──► journal.db.aside-N ──► journal.db.new becomes journal.db
 *   no journal.db ──► is there a whole journal.db.new (power failed at the arrow before)? take it, else make one
 * </pre>
 */
final class JournalFile {

    static final String META_JOURNAL = "journal";
    static final String META_SERIAL = "serial";
    static final String META_BASE_SEQ = "base-seq";
    static final String META_BASE_HASH = "base-hash";

    /**
     * Entries before the last whose hashes are checked at each start; older ones the hub checks when it asks for them.
     */
    private static final int CHECKED_AT_OPEN = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    /** A database, and what SQLite has beside it while it is open; by the ends of their names. */
    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    private final Path file;
    private final Path fresh;
    private final String serial;
    private final LineFormat<Fact> format;

    JournalFile(Path file, String serial, LineFormat<Fact> format) {
        this.file = file;
        this.fresh = file.resolveSibling(file.getFileName() + ".new");
        this.serial = serial;
        this.format = format;
    }

    /** Where a file had to be set aside, a note of {@link Untold} stands in the new one. */
    void prepare() throws JournalException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                Optional<String> wrong = wrong(file);
                if (wrong.isPresent()) {
                    replace(wrong.get());
                } else {
                    delete(fresh); // of a change that power cut short, on another machine
                }
                return;
            }
            if (!isReady()) {
                beginEmpty();
            }
            delete(file); // a -wal that stayed behind when its file was set aside would be replayed into the new one
            move(fresh, file);
        } catch (SQLException e) {
            throw DiskFailure.of(file, e);
        } catch (IOException e) {
            throw new JournalException(
                    DiskFailure.kind(file),
                    "the journal " + file + " cannot be made: " + e + "; may this user write in its folder, is there"
                            + " room?",
                    e);
        }
    }

    /**
     * What is wrong with the file of a journal that is in use, which somebody else has written to; empty when it is
     * whole all the same.
     */
    Optional<String> wrongNow() throws JournalException {
        try {
            return wrong(file);
        } catch (SQLException e) {
            throw DiskFailure.of(file, e);
        }
    }

    /**
     * Sets aside what stands at the path of a journal in use, and puts a new journal there with all that its open
     * connection can still read: more than the file alone, for the newest entries stand in the log beside it, and the
     * way to them in the connection's memory.
     *
     * @param live is closed before the new file comes to its place, and so must be every other connection: the last
     *     one to be closed removes the log that stands at the path
     */
    void rescue(String wrong, Tables live, JournalId id, AutoCloseable connections) throws JournalException {
        try {
            writeDown(wrong, salvage(live, Optional.of(id)));
            try {
                connections.close();
            } catch (Exception damaged) {
                LOG.atWarn().addKeyValue("why", damaged.getMessage()).log("a damaged journal did not close cleanly");
            }
            exchange();
        } catch (SQLException e) {
            throw DiskFailure.of(file, e);
        } catch (IOException e) {
            throw new JournalException(
                    DiskFailure.kind(file),
                    "the journal " + file + " cannot be made anew: " + e + "; look at its disk",
                    e);
        }
    }

    private Optional<String> wrong(Path file) throws SQLException, JournalException {
        if (isEmpty(file)) {
            return Optional.of("it is empty");
        }
        try (Tables tables = Tables.open(file)) {
            if (tables.shape() > Tables.SHAPE) {
                throw new JournalException(
                        Kind.BROKEN,
                        file + " has shape " + tables.shape() + ", this version knows " + Tables.SHAPE
                                + " at most: a newer version made it; install that one",
                        null);
            }
            if (tables.shape() < 1) { // it is made in one commit, and power failed before that
                return Optional.of("it holds no journal");
            }
            Optional<String> damage = tables.damage();
            if (damage.isPresent()) {
                return damage;
            }
            String theirs = tables.meta(META_SERIAL).orElse("");
            if (!theirs.equals(serial)) {
                return Optional.of("it belongs to the machine \"" + theirs + "\", this is \"" + serial + "\"");
            }
            return broken(tables);
        } catch (SQLException e) {
            if (DiskFailure.tellsDamage(e)) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Empty when the numbers are whole and the newest entries' hashes right. */
    private static Optional<String> broken(Tables tables) throws SQLException {
        Optional<String> base = tables.meta(META_BASE_SEQ);
        Optional<String> baseHash = tables.meta(META_BASE_HASH);
        Optional<String> journal = tables.meta(META_JOURNAL).map(id -> new JournalId(id).text());
        if (base.isEmpty() || baseHash.isEmpty() || journal.isEmpty()) {
            return Optional.of("its description lacks its id or its base");
        }
        long baseSeq = Long.parseLong(base.get());
        long last = tables.lastSeq(baseSeq);
        long from = Math.max(baseSeq, last - CHECKED_AT_OPEN);
        Optional<Hash> hash = from == baseSeq ? Optional.of(new Hash(baseHash.get())) : tables.hash(from);
        if (tables.firstSeq(baseSeq + 1) != baseSeq + 1 || hash.isEmpty()) {
            return Optional.of("it does not begin with entry " + (baseSeq + 1));
        }
        Hash before = hash.get();
        long expected = from + 1;
        for (Entry entry : tables.entries(expected, CHECKED_AT_OPEN, Integer.MAX_VALUE)) {
            if (entry.seq() != expected || !Chain.next(before, entry.line()).equals(entry.hash())) {
                return Optional.of("entry " + expected + " is not what its hash says");
            }
            before = entry.hash();
            expected++;
        }
        return Optional.empty();
    }

    private void replace(String wrong) throws SQLException, IOException, JournalException {
        if (isReady()) { // power failed before it came to its place, and it may hold more than still reads now
            writeDown(wrong, entries(fresh));
        } else {
            writeDown(wrong, isEmpty(file) ? beginEmpty() : salvage());
        }
        exchange();
    }

    /** SQLite, were it to open such a file, would delete the log beside it first, or wait for who has it open. */
    private static boolean isEmpty(Path file) {
        return file.toFile().length() == 0;
    }

    private boolean isReady() throws SQLException, JournalException {
        return Files.exists(fresh) && wrong(fresh).isEmpty();
    }

    private static long entries(Path file) throws SQLException {
        try (Tables tables = Tables.open(file)) {
            return tables.lastSeq(0);
        }
    }

    private long salvage() throws SQLException, IOException {
        try (Tables old = Tables.open(file)) {
            return salvage(old, Optional.empty());
        } catch (SQLException e) {
            if (!DiskFailure.tellsDamage(e)) {
                throw e;
            }
            return beginEmpty();
        }
    }

    private long beginEmpty() throws SQLException, IOException {
        delete(fresh);
        return create(Optional.empty(), Optional.empty());
    }

    private long salvage(Tables old, Optional<JournalId> id) throws SQLException, IOException {
        delete(fresh);
        return create(Optional.of(old), id);
    }

    /** Into the new file, under its id: one that is ready and waits for its place is told of once. */
    private void writeDown(String wrong, long salvaged) throws SQLException {
        String told = "the journal "
                + (Files.exists(file) ? "was set aside as " + firstFree().getFileName() : "was lost") + ": " + wrong
                + "; a new one began with " + salvaged + " of its entries";
        try (Tables tables = Tables.open(fresh)) {
            tables.note(Untold.note(tables.meta(META_JOURNAL).orElseThrow(), told));
        }
        LOG.atError().addKeyValue("file", file).log(told);
    }

    /** What stands at the path goes aside, the new file takes its place. */
    private void exchange() throws IOException {
        Path aside = firstFree();
        for (String suffix : PARTS) {
            Path part = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(part)) {
                move(part, aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        move(fresh, file);
    }

    /** Makes the new file, and fills it from the old one. */
    private long create(Optional<Tables> old, Optional<JournalId> oldId) throws SQLException {
        JournalId id = JournalId.of(UUID.randomUUID());
        try (Tables tables = Tables.open(fresh)) {
            tables.begin();
            tables.create();
            tables.meta(META_JOURNAL, id.text());
            tables.meta(META_SERIAL, serial);
            tables.meta(META_BASE_SEQ, "0");
            tables.meta(META_BASE_HASH, Chain.start(id).text());
            long salvaged = old.isPresent() ? new Salvage(old.get(), oldId, tables, id, format).carry() : 0;
            tables.commit();
            return salvaged;
        }
    }

    private Path firstFree() {
        int n = 1;
        while (isTaken(file.resolveSibling(file.getFileName() + ".aside-" + n))) {
            n++;
        }
        return file.resolveSibling(file.getFileName() + ".aside-" + n);
    }

    private static boolean isTaken(Path aside) {
        return PARTS.stream().anyMatch(suffix -> Files.exists(aside.resolveSibling(aside.getFileName() + suffix)));
    }

    private static void delete(Path file) throws IOException {
        for (String suffix : PARTS.reversed()) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(to.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}

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
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

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

    /** @return what was wrong with the file that had to be set aside, for people; empty when none had to be */
    Optional<String> prepare() throws JournalException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                Optional<String> wrong = wrong(file);
                return wrong.isPresent() ? Optional.of(replace(wrong.get())) : Optional.empty();
            }
            if (!Files.exists(fresh) || wrong(fresh).isPresent()) {
                delete(fresh);
                create(Optional.empty());
            }
            delete(file); // a -wal that stayed behind when its file was set aside would be replayed into the new one
            move(fresh, file);
            return Optional.empty();
        } catch (SQLException e) {
            throw failure(file, e);
        } catch (IOException e) {
            throw new JournalException(
                    Kind.BROKEN,
                    "the journal " + file + " cannot be made: " + e + "; may this user write in its folder?",
                    e);
        }
    }

    /** What a failed statement means: a full disk, or anything else. */
    static JournalException failure(Path file, SQLException e) {
        if (code(e) == SQLiteErrorCode.SQLITE_FULL.code) {
            return new JournalException(
                    Kind.FULL,
                    "the disk of " + file
                            + " is full, nothing was recorded; make room there, or let the hub be reached so"
                            + " that acknowledged entries may go",
                    e);
        }
        return new JournalException(
                Kind.BROKEN,
                "the journal " + file + " does not work (" + e.getMessage()
                        + "), nothing was recorded; start the terminal again; if that doesn't help, change its card",
                e);
    }

    private static int code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
    }

    private static boolean tellsDamage(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_CORRUPT.code || code(e) == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private Optional<String> wrong(Path file) throws SQLException, JournalException {
        try (Tables tables = Tables.open(file)) {
            if (tables.shape() > Tables.SHAPE) {
                throw new JournalException(
                        Kind.BROKEN,
                        file + " has shape " + tables.shape() + ", this version knows " + Tables.SHAPE
                                + " at most: a newer version made it; install that one",
                        null);
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
            if (tellsDamage(e)) {
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

    private String replace(String wrong) throws SQLException, IOException, JournalException {
        delete(fresh);
        long salvaged;
        try (Tables old = Tables.open(file)) {
            salvaged = create(Optional.of(old));
        } catch (SQLException e) {
            if (!tellsDamage(e)) {
                throw e;
            }
            delete(fresh);
            salvaged = create(Optional.empty());
        }
        Path aside = firstFree();
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path part = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(part)) {
                move(part, aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        move(fresh, file);
        String told = "the journal was set aside as " + aside.getFileName() + ": " + wrong + "; a new one began with "
                + salvaged + " of its entries";
        LOG.atError().addKeyValue("file", file).log(told);
        return told;
    }

    /** Makes the new file, and fills it from the old one. */
    private long create(Optional<Tables> old) throws SQLException {
        JournalId id = JournalId.of(UUID.randomUUID());
        try (Tables tables = Tables.open(fresh)) {
            tables.begin();
            tables.create();
            tables.meta(META_JOURNAL, id.text());
            tables.meta(META_SERIAL, serial);
            tables.meta(META_BASE_SEQ, "0");
            tables.meta(META_BASE_HASH, Chain.start(id).text());
            long salvaged = old.isPresent() ? new Salvage(old.get(), tables, id, format).carry() : 0;
            tables.commit();
            return salvaged;
        }
    }

    private Path firstFree() {
        int n = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".aside-" + n))) {
            n++;
        }
        return file.resolveSibling(file.getFileName() + ".aside-" + n);
    }

    private static void delete(Path file) throws IOException {
        for (String suffix : List.of("-wal", "-shm", "")) {
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

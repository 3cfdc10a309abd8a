package io.yizhan.hub.backup;

import io.yizhan.hub.store.DatabaseCopy;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StoreId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes backups of one hall.
 *
 * <pre>
 *   hub.db ──VACUUM INTO──► copy beside it ──integrity_check──┐
 *   settings, certificates, keys, tokens, bundles ────────────┴─► .part in the folder ── fsync ── read back ──
 * renamed ── fsync
 * </pre>
 *
 * The copy needs the database's room once more on the hall's own disk, for some seconds; see {@link DatabaseCopy}
 * for why.
 *
 * @param hallFolder the hall's folder: everything in it goes along
 * @param database the hub's database, usually in that folder
 */
public record Backup(HallId hall, Path hallFolder, Path database) {

    /** Fewer would be none, and a typing mistake in a setting should not fill a disk. */
    public static final int KEEP_MIN = 1;

    public static final int KEEP_MAX = 1_000;

    private static final String PART = ".part";
    private static final String WORK = ".backup-";

    /** What a command is working on just now. */
    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.");

    public Backup {
        hallFolder = hallFolder.toAbsolutePath().normalize();
        database = database.toAbsolutePath().normalize();
    }

    /**
     * Makes one, and takes away the oldest beyond {@code keep}; the new one stays in any case.
     *
     * @param folder is there already: one that is made here would hide that a stick is not plugged in
     * @param keep {@value #KEEP_MIN} to {@value #KEEP_MAX}
     * @throws BackupFailedException nothing has been taken away then
     */
    public BackupFile make(Path folder, int keep, Instant now) throws BackupFailedException {
        if (keep < KEEP_MIN || keep > KEEP_MAX) {
            throw new IllegalArgumentException("keep " + keep + " is outside " + KEEP_MIN + "–" + KEEP_MAX);
        }
        if (!Files.isDirectory(folder)) {
            throw new BackupFailedException("There is no folder " + folder
                    + " to put the backup into: is the stick plugged in and mounted? Else make the folder first.");
        }
        BackupFile file = free(folder, now);
        Path part = folder.resolve("." + file.path().getFileName() + PART);
        try {
            removeAbandoned(folder, now);
            try (WorkFolder work = WorkFolder.in(database.resolveSibling(""), WORK)) {
                write(part, work.path(), now);
            }
            DurableFiles.moveInPlace(part, file.path());
        } catch (IOException | UncheckedIOException | SQLException | BackupFailedException e) {
            throw failed(folder, part, e);
        }
        removeOldest(folder, keep, file);
        return file;
    }

    private BackupFile free(Path folder, Instant now) {
        Instant second = now;
        while (Files.exists(BackupFile.in(folder, hall, second).path())) {
            second = second.plusSeconds(1);
        }
        return BackupFile.in(folder, hall, second);
    }

    private void write(Path part, Path work, Instant now) throws IOException, SQLException, BackupFailedException {
        Path copy = work.resolve(Manifest.DATABASE);
        DatabaseCopy.make(database, copy);
        Facts facts = DatabaseCopy.check(copy, Backup::facts);
        List<Source> sources = sources(copy);
        List<Manifest.Part> parts = new ArrayList<>();
        for (Source source : sources) {
            parts.add(Archive.describe(source.name, source.file));
        }
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                hall,
                facts.store,
                facts.epoch,
                facts.hubThrough,
                facts.entries,
                now,
                hallFolder.toString(),
                parts);
        var anew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(part, anew, DurableFiles.ownerOnly()));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(Json.write(manifest));
            for (Source source : sources) {
                zip.putNextEntry(new ZipEntry(source.name));
                Files.copy(source.file, zip);
            }
        }
        DurableFiles.sync(part);
        Archive.read(part).check();
    }

    /** What a file of the backup is made from. */
    private record Source(String name, Path file) {}

    private List<Source> sources(Path copy) throws IOException {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(Manifest.DATABASE, copy));
        try (Stream<Path> all = Files.walk(hallFolder)) {
            all.filter(Files::isRegularFile)
                    .filter(this::goesAlong)
                    .sorted()
                    .forEach(file ->
                            sources.add(new Source(hallFolder.relativize(file).toString(), file)));
        }
        return sources;
    }

    /** Everything but the database itself, what SQLite and the lock have beside it, and other backups. */
    private boolean goesAlong(Path file) {
        String name = file.getFileName().toString();
        boolean ofDatabase = name.startsWith(database.getFileName().toString())
                && file.resolveSibling("").equals(database.resolveSibling(""));
        return !ofDatabase
                && !name.endsWith(BackupFile.ENDING)
                && !name.endsWith(PART)
                && !HIDDEN.matcher(hallFolder.relativize(file).toString()).find();
    }

    private record Facts(StoreId store, long epoch, long hubThrough, long entries) {}

    private static Facts facts(Rows rows) throws SQLException {
        return rows.one(
                        "SELECT store, epoch, (SELECT max(through) FROM journal WHERE device = ?) AS hub_through,"
                                + " (SELECT count(*) FROM entry) AS entries FROM store",
                        row -> new Facts(
                                new StoreId(row.text("store")),
                                row.number("epoch"),
                                row.number("hub_through"),
                                row.number("entries")),
                        DeviceId.HUB)
                .orElseThrow(
                        () -> new SQLException("this hall's hub has never run: start it once, then make a backup"));
    }

    private void removeAbandoned(Path folder, Instant now) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(this::isPart).toList()) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .plus(WorkFolder.ABANDONED_AFTER)
                        .isBefore(now)) {
                    Files.delete(file);
                }
            }
        }
    }

    private boolean isPart(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("." + hall + "-") && name.endsWith(BackupFile.ENDING + PART);
    }

    private void removeOldest(Path folder, int keep, BackupFile newest) throws BackupFailedException {
        try {
            List<BackupFile> others = BackupFile.all(folder, hall).stream()
                    .filter(other -> !other.path().equals(newest.path()))
                    .toList();
            for (BackupFile old : others.subList(0, Math.max(0, others.size() - (keep - 1)))) {
                Files.delete(old.path());
            }
        } catch (IOException e) {
            throw new BackupFailedException(
                    "The backup " + newest.path() + " is made, but an older one could not be taken away (" + e
                            + "): is it this user's?",
                    e);
        }
    }

    private BackupFailedException failed(Path folder, Path part, Exception e) {
        String left = "nothing half is left behind";
        try {
            Files.deleteIfExists(part);
        } catch (IOException gone) {
            left = "the unfinished " + part.getFileName() + " could not be taken away and counts for nothing";
        }
        return new BackupFailedException(
                "No backup was made in " + folder + " (" + reason(e) + "); " + left
                        + ". Is there room for the database once more, on the stick and on the hall's own disk, is the"
                        + " stick still plugged in, and may this user write there?",
                e);
    }

    private static String reason(Exception e) {
        String message = e instanceof java.nio.file.FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}

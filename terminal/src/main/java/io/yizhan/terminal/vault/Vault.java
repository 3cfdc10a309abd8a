package io.yizhan.terminal.vault;

import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.vault.RecoveryLock;
import io.yizhan.terminal.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vault 保险库: follows the hub's own journals. What {@link #take} called applied is on the disk.
 *
 * <pre>
 *   vault/{store}/newest-epoch           of all hubs with this database that were heard of
 *   vault/{store}/{journal}/{n}.segment  see {@link io.yizhan.protocol.vault.Segment}
 * </pre>
 *
 * Folders have mode 0700 and files 0600. For one thread.
 */
public final class Vault implements AutoCloseable {

    /** Room that stays free for this terminal's own journal: the vault gives up first. Bytes. */
    public static final long FREE_BYTES_MIN = 64L * 1024 * 1024;

    private static final String NEWEST_EPOCH = "newest-epoch";

    private final Path folder;
    private final HallId hall;
    private final RecoveryLock lock;
    private final SecureRandom random;
    private final long freeBytesMin;
    private final Map<String, KeptJournal> journals = new HashMap<>();
    private final Map<StoreId, Long> epochs = new HashMap<>();

    /**
     * What a batch came to.
     *
     * @param through up to where the vault has this journal, on disk
     */
    public record Answer(Verdict verdict, long through, Hash hash) {}

    /** @param freeBytesMin usually {@link #FREE_BYTES_MIN} */
    public Vault(Path folder, HallId hall, RecoveryLock lock, SecureRandom random, long freeBytesMin) {
        this.folder = folder;
        this.hall = hall;
        this.lock = lock;
        this.random = random;
        this.freeBytesMin = freeBytesMin;
    }

    /**
     * Judges a batch of the hub's journal by the table of verdicts, and keeps what is new.
     *
     * @throws VaultException nothing of it is kept
     */
    public Answer take(StoreId store, long epoch, Batch batch) throws VaultException {
        KeptJournal journal = null;
        try {
            journal = journal(store, batch.header().journal());
            Verdict verdict = journal.judge(batch);
            if (verdict == Verdict.APPLIED) {
                checkRoom(journal);
                journal.append(epoch, batch);
            }
            return new Answer(verdict, journal.through(), journal.hash());
        } catch (IOException e) {
            throw broken(e, journal);
        }
    }

    /** Remembers the newest epoch that any hub of this database has said. Returns it. */
    public long newestEpoch(StoreId store, long said) throws VaultException {
        try {
            Long known = epochs.get(store);
            if (known == null) {
                known = readEpoch(store);
            }
            if (said > known) {
                writeEpoch(store, said);
                known = said;
            }
            epochs.put(store, known);
            return known;
        } catch (IOException e) {
            throw broken(e, null);
        }
    }

    @Override
    public void close() {
        journals.values().forEach(KeptJournal::close);
    }

    private KeptJournal journal(StoreId store, JournalId journal) throws IOException {
        String place = store + "/" + journal;
        KeptJournal known = journals.get(place);
        if (known == null) {
            OwnerOnly.close(folder);
            known = KeptJournal.open(folder.resolve(place), journal, new SegmentFile.Making(hall, store, lock, random));
            journals.put(place, known);
        }
        return known;
    }

    private void checkRoom(KeptJournal journal) throws IOException, VaultException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < freeBytesMin) {
            throw new VaultException(
                    Kind.FULL,
                    "the vault's disk has " + free / 1024 / 1024 + " MiB left and keeps " + freeBytesMin / 1024 / 1024
                            + " for this terminal's own records: make room, or put in a larger card",
                    busy(journal),
                    null);
        }
    }

    private long readEpoch(StoreId store) throws IOException {
        Path file = folder.resolve(store.text()).resolve(NEWEST_EPOCH);
        if (Files.notExists(file)) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            return 0; // the segments' headers say it too
        }
    }

    private void writeEpoch(StoreId store, long epoch) throws IOException {
        Path place = folder.resolve(store.text());
        OwnerOnly.folders(place);
        Path part = place.resolve(NEWEST_EPOCH + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file())) {
            channel.write(ByteBuffer.wrap((epoch + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(part, place.resolve(NEWEST_EPOCH), StandardCopyOption.ATOMIC_MOVE);
        SegmentFile.sync(place);
    }

    private static @Nullable Answer busy(@Nullable KeptJournal journal) {
        return journal == null ? null : new Answer(Verdict.BUSY, journal.through(), journal.hash());
    }

    private static VaultException broken(IOException e, @Nullable KeptJournal journal) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return new VaultException(
                full ? Kind.FULL : Kind.BROKEN,
                "the vault cannot be written: " + e + "; nothing more was acknowledged",
                busy(journal),
                e);
    }
}

package io.yizhan.hub.vault;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.vault.Frame;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.Seal;
import io.yizhan.protocol.vault.Segment;
import io.yizhan.protocol.vault.WrongKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A vault's folder as it was taken from a terminal, opened with the recovery key. */
public final class VaultFolder {

    private static final String NEWEST_EPOCH = "newest-epoch";

    private final Path folder;
    private final StoreId store;
    private final RecoveryKey key;
    private final List<Ref> frames;
    private final long segmentsEpoch;

    private VaultFolder(Path folder, StoreId store, RecoveryKey key, List<Ref> frames, long segmentsEpoch) {
        this.folder = folder;
        this.store = store;
        this.key = key;
        this.frames = frames;
        this.segmentsEpoch = segmentsEpoch;
    }

    /** Where a frame is. */
    private record Ref(JournalId journal, Path file, int index, long from, long through) {}

    /** Entries that follow one another. */
    public record Run(JournalId journal, long from, Hash prev, List<byte[]> lines) {}

    /** Takes them in the order of their numbers, journal by journal. */
    @FunctionalInterface
    public interface Taker<E extends Exception> {
        void take(Run run) throws E;
    }

    /**
     * Looks what is there.
     *
     * @param folder a terminal's {@code vault} folder, or one of the hubs' databases in it
     * @param wanted the database, where a backup tells it; else there must be one only
     */
    public static VaultFolder open(Path folder, RecoveryKey key, @Nullable StoreId wanted)
            throws VaultUnreadableException {
        try {
            Path place = place(folder, wanted);
            StoreId store = new StoreId(place.getFileName().toString());
            List<Ref> frames = new ArrayList<>();
            long epoch = 0;
            for (Path file : segments(place)) {
                Segment segment = read(file);
                epoch = Math.max(epoch, segment.header().epoch());
                for (Frame frame : segment.frames()) {
                    frames.add(new Ref(segment.header().journal(), file, frame.index(), frame.from(), frame.through()));
                }
            }
            if (frames.isEmpty()) {
                throw new VaultUnreadableException(
                        place + " holds no entries: is it the terminal's vault folder?", null);
            }
            return new VaultFolder(place, store, key, ordered(frames), epoch);
        } catch (IOException e) {
            throw new VaultUnreadableException(
                    folder + " cannot be read (" + e + "): is the name right, is the card in?", e);
        }
    }

    public StoreId store() {
        return store;
    }

    /** Of all the hubs that the vault has heard of. */
    public long newestEpoch() {
        try {
            Path file = folder.resolve(NEWEST_EPOCH);
            return Files.exists(file)
                    ? Math.max(
                            segmentsEpoch, Long.parseLong(Files.readString(file).strip()))
                    : segmentsEpoch;
        } catch (IOException | NumberFormatException unreadable) {
            return segmentsEpoch;
        }
    }

    /**
     * Reads it all once, verifying the chain between neighbours; an entry that was kept twice is given once. A run
     * that does not
     * follow the one before it comes after a gap.
     */
    public <E extends Exception> void read(Taker<E> taker) throws VaultUnreadableException, E {
        Path opened = null;
        Segment segment = null;
        Seal seal = null;
        JournalId journal = null;
        long next = 1;
        Hash hash = null;
        for (Ref ref : frames) {
            if (!ref.journal.equals(journal)) {
                journal = ref.journal;
                next = 1;
                hash = Chain.start(journal);
            }
            if (ref.through < next) {
                continue;
            }
            if (segment == null || seal == null || !ref.file.equals(opened)) {
                opened = ref.file;
                segment = read(ref.file);
                seal = opened(segment, ref.file);
            }
            Frame frame = frame(segment, ref.index);
            Run run = run(ref, frame, lines(segment, seal, frame, ref.file), next, hash);
            hash = frame.hash();
            next = ref.through + 1;
            taker.take(run);
        }
    }

    private static Run run(Ref ref, Frame frame, List<byte[]> lines, long next, @Nullable Hash hash)
            throws VaultUnreadableException {
        Hash at = frame.prev();
        long seq = ref.from - 1;
        List<byte[]> fresh = new ArrayList<>();
        Hash prev = at;
        for (byte[] line : lines) {
            if (fresh.isEmpty() && seq + 1 >= next) {
                prev = at;
            }
            if (seq + 1 == next && !at.equals(hash)) {
                throw changed(ref, "it does not follow entry " + seq);
            }
            at = Chain.next(at, line);
            seq++;
            if (seq >= next) {
                fresh.add(line);
            }
        }
        if (!at.equals(frame.hash()) || seq != ref.through) {
            throw changed(ref, "its entries are not those that it was made of");
        }
        return new Run(ref.journal, Math.max(ref.from, next), prev, fresh);
    }

    private static VaultUnreadableException changed(Ref ref, String how) {
        return new VaultUnreadableException(
                "Entries " + ref.from + " to " + ref.through + " in " + ref.file + " were changed: " + how
                        + ". Take another vault, or a backup alone.",
                null);
    }

    private List<byte[]> lines(Segment segment, Seal seal, Frame frame, Path file) throws VaultUnreadableException {
        try {
            return frame.lines(seal, segment.headerLine());
        } catch (WrongKeyException e) {
            throw new VaultUnreadableException(
                    "Entries " + frame.from() + " to " + frame.through() + " in " + file + " do not open: "
                            + e.getMessage(),
                    e);
        }
    }

    private Seal opened(Segment segment, Path file) throws VaultUnreadableException {
        try {
            return segment.open(key);
        } catch (WrongKeyException | IllegalArgumentException e) {
            throw new VaultUnreadableException(
                    "The recovery key does not open " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static Frame frame(Segment segment, int index) {
        return segment.frames().stream()
                .filter(frame -> frame.index() == index)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a frame that was just there is gone"));
    }

    private static Segment read(Path file) throws VaultUnreadableException {
        try {
            return Segment.read(Files.readAllBytes(file));
        } catch (UnreadableException | IOException e) {
            throw new VaultUnreadableException(
                    file + " is no segment of a vault (" + e.getMessage() + "): move it away to go on without it", e);
        }
    }

    /** Journals in the order in which they were begun: the numbers of the later ones are higher. */
    private static List<Ref> ordered(List<Ref> frames) {
        return frames.stream()
                .sorted(Comparator.<Ref>comparingLong(ref -> firstOf(frames, ref.journal))
                        .thenComparing(ref -> ref.journal.text())
                        .thenComparingLong(Ref::from)
                        .thenComparing(Ref::through, Comparator.reverseOrder()))
                .toList();
    }

    private static long firstOf(List<Ref> frames, JournalId journal) {
        return frames.stream()
                .filter(ref -> ref.journal.equals(journal))
                .mapToLong(Ref::from)
                .min()
                .orElse(0);
    }

    private static Path place(Path folder, @Nullable StoreId wanted) throws IOException, VaultUnreadableException {
        if (isStore(folder)) {
            return folder;
        }
        List<Path> stores;
        try (Stream<Path> all = Files.list(folder)) {
            stores = all.filter(VaultFolder::isStore)
                    .filter(store -> wanted == null || store.endsWith(wanted.text()))
                    .toList();
        }
        if (stores.size() != 1) {
            throw new VaultUnreadableException(
                    folder + " holds the journals of " + stores.size() + " databases"
                            + (wanted == null ? "" : " with the name " + wanted) + ", expected one: "
                            + (stores.isEmpty() ? "name a terminal's vault folder" : "name one of " + stores),
                    null);
        }
        return stores.getFirst();
    }

    private static boolean isStore(Path folder) {
        return Files.isDirectory(folder)
                && folder.getFileName().toString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                && hasJournal(folder);
    }

    private static boolean hasJournal(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.anyMatch(Files::isDirectory);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static List<Path> segments(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(file -> file.getFileName().toString().endsWith(Segment.ENDING))
                    .sorted()
                    .toList();
        }
    }
}

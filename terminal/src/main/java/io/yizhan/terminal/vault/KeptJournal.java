package io.yizhan.terminal.vault;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.vault.Frame;
import io.yizhan.protocol.vault.Segment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One journal of the hub in the vault: how far it is kept, and the file that is being written. */
final class KeptJournal implements AutoCloseable {

    /** Hashes that are remembered to compare a repeated batch with; the newest. */
    private static final int KNOWN_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeptJournal.class);

    private final Path folder;
    private final JournalId journal;
    private final SegmentFile.Making making;

    /** hash(n) at the ends of frames. */
    private final NavigableMap<Long, Hash> known = new TreeMap<>();

    private int files;
    private @Nullable SegmentFile writing;

    private KeptJournal(Path folder, JournalId journal, SegmentFile.Making making) {
        this.folder = folder;
        this.journal = journal;
        this.making = making;
        known.put(0L, Chain.start(journal));
    }

    static KeptJournal open(Path folder, JournalId journal, SegmentFile.Making making) throws IOException {
        OwnerOnly.folders(folder);
        KeptJournal kept = new KeptJournal(folder, journal, making);
        kept.readBack();
        return kept;
    }

    long through() {
        return known.lastKey();
    }

    Hash hash() {
        return known.lastEntry().getValue();
    }

    /** The first verdict that fits; it writes nothing. */
    Verdict judge(Batch batch) {
        Header header = batch.header();
        if (header.last() < through() || differs(batch)) {
            return Verdict.FORKED;
        }
        boolean afterLoss = header.from() == header.oldest() && header.from() > through() + 1;
        if (header.from() > through() + 1 && !afterLoss) {
            return Verdict.GAP;
        }
        return batch.through() <= through() || batch.isHello() ? Verdict.REPEAT : Verdict.APPLIED;
    }

    /** Keeps what is new of a batch that was judged applied; it is on the disk when this returns. */
    void append(long epoch, Batch batch) throws IOException {
        Header header = batch.header();
        long from = Math.max(header.from(), through() + 1);
        Hash prev = header.from() > through() ? header.prev() : hash();
        List<byte[]> fresh = batch.lines()
                .subList((int) (from - header.from()), batch.lines().size());
        Hash hash = prev;
        for (byte[] line : fresh) {
            hash = Chain.next(hash, line);
        }
        SegmentFile file = writing;
        try {
            if (file == null || file.isFull()) {
                file = next(epoch, from, prev);
            }
            file.append(from, fresh, prev, hash);
        } catch (IOException e) {
            if (writing != null) {
                writing.abandon();
                writing = null;
            }
            throw e;
        }
        remember(from + fresh.size() - 1, hash);
    }

    @Override
    public void close() {
        if (writing != null) {
            writing.close();
        }
    }

    private SegmentFile next(long epoch, long from, Hash prev) throws IOException {
        close();
        writing = null;
        files++;
        Path file = folder.resolve("%08d%s".formatted(files, Segment.ENDING));
        SegmentFile begun = SegmentFile.begin(file, making, epoch, journal, from, prev);
        writing = begun;
        return begun;
    }

    /** A hash differs where both hold it: before the batch, or after one of its lines. */
    private boolean differs(Batch batch) {
        long seq = batch.header().from() - 1;
        Hash hash = batch.header().prev();
        for (int i = 0; ; i++) {
            Hash own = known.get(seq);
            if (own != null && !own.equals(hash)) {
                return true;
            }
            if (i == batch.lines().size() || seq >= through()) {
                return false;
            }
            hash = Chain.next(hash, batch.lines().get(i));
            seq++;
        }
    }

    private void remember(long through, Hash hash) {
        known.put(through, hash);
        if (known.size() > KNOWN_MAX) {
            known.pollFirstEntry();
        }
    }

    /** Finds out from the newest segments how far it is kept; what a crash cut off in the last one is taken away. */
    private void readBack() throws IOException {
        List<Path> segments;
        try (Stream<Path> all = Files.list(folder)) {
            segments = new ArrayList<>(
                    all.filter(file -> file.getFileName().toString().endsWith(Segment.ENDING))
                            .sorted()
                            .toList());
        }
        if (!segments.isEmpty()) {
            String newest = segments.getLast().getFileName().toString();
            files = Integer.parseInt(newest.substring(0, newest.length() - Segment.ENDING.length()));
        }
        boolean found = false;
        while (!found && !segments.isEmpty()) {
            found = readBack(segments.removeLast());
        }
    }

    /** @return whether it told where the journal ends */
    private boolean readBack(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Segment segment;
        try {
            segment = Segment.read(bytes);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("file", file).log("a segment is not read ({}); it stays as it is", e.getMessage());
            return false;
        }
        if (segment.wholeBytes() < bytes.length) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("bytes", bytes.length - segment.wholeBytes())
                    .log("the end of a segment was cut off in the middle of a write, and is taken away");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(segment.wholeBytes());
                channel.force(true);
            }
        }
        if (segment.damaged() > 0) {
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("frames", segment.damaged())
                    .log("a segment has changed on the disk: what is damaged is asked of the hub again");
        }
        int index = 0;
        for (Frame frame : segment.frames()) {
            if (frame.index() != index++) {
                break; // what follows a damaged one is kept once more
            }
            remember(frame.through(), frame.hash());
        }
        return !segment.frames().isEmpty() && known.size() > 1;
    }
}

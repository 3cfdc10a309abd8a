package io.yizhan.terminal.journal;

import io.yizhan.protocol.id.Hash;
import io.yizhan.terminal.journal.JournalException.Kind;
import java.nio.file.Path;
import java.time.Duration;

/** How long entries are kept, and which may be let go. Only for who writes the journal, and alone. */
final class Retention {

    /** How long an acknowledged entry is kept, so that a hub restored from a backup can be shipped it again. */
    static final Duration KEPT_AFTER_ACK = Duration.ofDays(90);

    /**
     * Days on which the hub must have answered after an ack, too: its clock may be wrong, and what is let go for a year
     * that it named by mistake cannot be shipped to a restored hub. A hall that closes on weekends has about as many in
     * 90 days.
     */
    static final int ANSWERED_AFTER_ACK = 60;

    /** Entries that are let go in one commit, so that an append waits for milliseconds only. */
    private static final int CHUNK_ENTRIES = 500;

    private final Path file;
    private final Storage storage;
    private final Limits limits;

    Retention(Path file, Storage storage, Limits limits) {
        this.file = file;
        this.storage = storage;
        this.limits = limits;
    }

    /**
     * How far the hub has it, at the first of a day only: what a restart forgets of it the hub tells again in its first
     * answer.
     */
    void writeDown(Extent before, Extent now) throws JournalException {
        if (now.acked() < before.acked() || now.ackedDay() != before.ackedDay()) {
            storage.commit(tables -> tables.acked(now.ackedDay(), now.acked()));
        }
    }

    /** The last entry that may go at the end of this day. */
    long due(long today) throws JournalException {
        return storage.read(tables -> tables.ackedBy(lastDay(today), ANSWERED_AFTER_ACK, today));
    }

    /** After everything that was {@link #due} has gone. */
    void forgetBefore(long today) throws JournalException {
        storage.commit(tables -> tables.forgetAckedBefore(lastDay(today), ANSWERED_AFTER_ACK, today));
    }

    /** Lets the oldest entries go, at most so far and at most a chunk. */
    Extent release(Extent before, long through) throws JournalException {
        long to = Math.min(through, before.oldest() + CHUNK_ENTRIES - 1);
        Hash hash = storage.read(tables -> tables.hash(to)).orElseThrow();
        storage.commit(tables -> {
            tables.deleteThrough(to);
            Extent.write(tables, before.id(), to, hash);
        });
        return before.released(to, hash);
    }

    /** Where the limit of entries is reached the oldest that the hub has go, or nothing more is taken. */
    Extent roomFor(Extent before) throws JournalException {
        if (before.entries() < limits.entriesMax()) {
            return before;
        }
        if (before.acked() < before.oldest()) {
            throw new JournalException(
                    Kind.FULL,
                    "the journal " + file + " holds " + before.entries()
                            + " entries, none of which the hub has: nothing"
                            + " more is taken until it has been reached; look at the network, the broker and the hub",
                    null);
        }
        return release(before, before.acked());
    }

    /** Whether it is the file that may not grow, and not the disk that others have filled. */
    boolean isFileFull() throws JournalException {
        return storage.read(limits::isReached);
    }

    private static long lastDay(long today) {
        return today - KEPT_AFTER_ACK.toDays() - 1;
    }
}

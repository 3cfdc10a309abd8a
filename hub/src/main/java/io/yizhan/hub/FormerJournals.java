package io.yizhan.hub;

import io.yizhan.hub.backup.Archive;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.HubRestored;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.vault.Kit;
import io.yizhan.hub.vault.KitSealed;
import io.yizhan.hub.vault.VaultFolder;
import io.yizhan.hub.vault.VaultUnreadableException;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.WrongKeyException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The journals that the hub wrote before it was lost, out of a vault into the book.
 *
 * @param acceptGap goes on where the vault lacks entries; the book records them as lost
 */
record FormerJournals(Book book, boolean acceptGap) {

    /** The newest whole kit of a vault; null without one, or when the backup has it already. */
    static @Nullable Kit kit(VaultFolder vault, RecoveryKey key, @Nullable Archive archive)
            throws VaultUnreadableException, UnreadableException {
        LineFormat<HubFact> lines = LineFormat.of(List.of(KitSealed.class));
        List<KitSealed> parts = new ArrayList<>();
        List<KitSealed> whole = new ArrayList<>();
        AtomicLong at = new AtomicLong();
        vault.<UnreadableException>read(run -> {
            long seq = run.from();
            for (byte[] line : run.lines()) {
                if (lines.read(line).fact() instanceof KitSealed part) {
                    if (part.part() == 1) {
                        parts.clear();
                    }
                    parts.add(part);
                    if (part.part() == part.parts() && parts.size() == part.parts()) {
                        whole.clear();
                        whole.addAll(parts);
                        at.set(seq);
                    }
                }
                seq++;
            }
        });
        if (whole.isEmpty() || (archive != null && archive.manifest().hubThrough() >= at.get())) {
            return null;
        }
        try {
            return Kit.open(key, whole);
        } catch (WrongKeyException e) {
            throw new VaultUnreadableException("The kit in the vault does not open: " + e.getMessage() + ".", e);
        }
    }

    /** The highest number of a hub's entry in the vault. */
    static long last(VaultFolder vault) throws VaultUnreadableException {
        AtomicLong last = new AtomicLong();
        vault.<VaultUnreadableException>read(
                run -> last.set(Math.max(last.get(), run.from() + run.lines().size() - 1)));
        return last.get();
    }

    /** Compares what both hold, and looks for gaps, before anything is entered. */
    void check(VaultFolder vault) throws VaultUnreadableException {
        JournalId[] journal = new JournalId[1];
        long[] next = {1};
        vault.<VaultUnreadableException>read(run -> {
            Watermark mark = mark(run.journal());
            if (!run.journal().equals(journal[0])) {
                journal[0] = run.journal();
                next[0] = isBeginning(run) ? run.from() : 1;
            }
            next[0] = Math.max(next[0], mark.through() + 1);
            if (run.from() > next[0] && !acceptGap) {
                throw new VaultUnreadableException(
                        "The vault lacks the hub's entries " + next[0] + " to " + (run.from() - 1)
                                + ". Add a backup that has them, take another vault, or go on without them by"
                                + " --accept-gap.",
                        null);
            }
            compare(run, mark);
            next[0] = Math.max(next[0], run.from() + run.lines().size());
        });
    }

    /** Enters what the book does not have. */
    void enter(VaultFolder vault) throws VaultUnreadableException {
        vault.<VaultUnreadableException>read(run -> {
            Watermark mark = mark(run.journal());
            long through = run.from() + run.lines().size() - 1;
            if (through <= mark.through()) {
                return;
            }
            int known = (int) Math.max(0, mark.through() + 1 - run.from());
            List<byte[]> fresh = run.lines().subList(known, run.lines().size());
            Watermark from = run.from() <= mark.through() + 1
                    ? mark
                    : new Watermark(
                            DeviceId.HUB, run.journal(), run.from() - 1, run.prev(), run.from() - 1, run.prev());
            book.database().writeAndWait(tx -> book.adopt(tx, from, fresh));
        });
    }

    /** How far each is in the book; without the one that is written from now on. */
    List<HubRestored.Former> standing() {
        return book.database()
                .read(rows -> rows.list(
                        "SELECT journal, through FROM journal WHERE device = ? AND journal <> ? ORDER BY base, through",
                        row -> new HubRestored.Former(new JournalId(row.text("journal")), row.number("through")),
                        DeviceId.HUB,
                        book.hubJournal()));
    }

    private void compare(VaultFolder.Run run, Watermark mark) throws VaultUnreadableException {
        long seq = run.from() - 1;
        Hash hash = run.prev();
        for (byte[] line : run.lines()) {
            seq++;
            hash = Chain.next(hash, line);
            if (seq > mark.through()) {
                return;
            }
            long number = seq;
            Optional<Hash> own = book.database().read(rows -> own(rows, run.journal(), number));
            if (own.isPresent() && !own.get().equals(hash)) {
                throw new VaultUnreadableException(
                        "The backup and the vault differ at the hub's entry " + seq + " of journal " + run.journal()
                                + ": one of them is of another hub, or was changed. Restore from one of them alone.",
                        null);
            }
        }
    }

    private static Optional<Hash> own(Rows rows, JournalId journal, long seq) throws SQLException {
        return rows.one(
                "SELECT hash FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                row -> new Hash(row.text("hash")),
                DeviceId.HUB,
                journal,
                seq);
    }

    private Watermark mark(JournalId journal) {
        return book.database().read(rows -> book.watermark(rows, DeviceId.HUB, journal));
    }

    /** A hub that was restored before began its journal above the one before. */
    private static boolean isBeginning(VaultFolder.Run run) throws VaultUnreadableException {
        try {
            LineFormat<HubFact> lines = LineFormat.of(List.of(HubRestored.class));
            return run.from() > 1 && lines.read(run.lines().getFirst()).fact() instanceof HubRestored;
        } catch (UnreadableException e) {
            throw new VaultUnreadableException(
                    "The hub's entry " + run.from() + " in the vault cannot be read: " + e.getMessage(), e);
        }
    }
}

package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges entries again that were set aside: with the code and the rights of today. For any thread. */
public final class Quarantine {

    /** Entries of a device that one wish judges: on a slow card some seconds. */
    public static final int ONE_WISH_MAX = 500;

    /** Entries judged in one transaction, so that terminals wait for the writer a moment at most. */
    private static final int ONE_TRANSACTION = 50;

    private final Book book;
    private final Rights rights;
    private final LineFormat<Fact> lines = LineFormat.ofTerminals();

    public Quarantine(Book book, Rights rights) {
        this.book = book;
        this.rights = rights;
    }

    /** What a device may say. */
    @FunctionalInterface
    public interface Rights {
        /** Why this device may not say this, for an admin; empty when it may. */
        Optional<String> objection(Rows rows, DeviceId device, Fact fact) throws SQLException;
    }

    /** What came of it. */
    public sealed interface Outcome {}

    /** It is in the records now, and so are {@code further} entries of its journal that had waited for it. */
    public record Applied(int further) implements Outcome {}

    /** It stays where it is; {@code why} is for an admin. */
    public record Refused(String why) implements Outcome {}

    /** There is no such entry among those that are set aside. */
    public record NotThere() implements Outcome {}

    /**
     * Judges one again, in one transaction: if it can be read, its device may say it and the records allow it, it is
     * folded, and the entries of its journal that stand unprojected after it are tried again in their order. That
     * becomes an entry of the hub's journal; a refusal changes nothing.
     *
     * @param by the account
     */
    public Outcome applyAgain(DeviceId device, JournalId journal, long seq, String by) {
        return book.database().writeAndWait(tx -> {
            Optional<SetAside> found = SetAside.find(tx, device, journal, seq);
            return found.isPresent() ? apply(tx, found.get(), by) : new NotThere();
        });
    }

    /**
     * What came of all that one device has set aside.
     *
     * @param applied that are in the records now
     * @param refused that stay where they are
     * @param left that came too late for this wish, beyond {@link #ONE_WISH_MAX}
     */
    public record AllJudged(int applied, int refused, int left) {}

    /**
     * Judges all again that this device has set aside, each as {@link #applyAgain} does, in the order in which they
     * came.
     *
     * @param by the account
     */
    public AllJudged applyAllAgain(DeviceId device, String by) {
        List<SetAside> all = book.database().read(rows -> SetAside.ofDevice(rows, device, ONE_WISH_MAX));
        int applied = 0;
        int refused = 0;
        for (int from = 0; from < all.size(); from += ONE_TRANSACTION) {
            List<SetAside> some = all.subList(from, Math.min(all.size(), from + ONE_TRANSACTION));
            for (Outcome outcome : book.database().writeAndWait(tx -> judge(tx, some, by))) {
                applied += outcome instanceof Applied(int further) ? 1 + further : 0;
                refused += outcome instanceof Refused ? 1 : 0;
            }
        }
        int open = book.database().read(rows -> SetAside.count(rows, device));
        return new AllJudged(applied, refused, Math.max(0, open - refused));
    }

    private List<Outcome> judge(Tx tx, List<SetAside> entries, String by) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        for (SetAside entry : entries) {
            Optional<SetAside> still = SetAside.find(tx, entry.device(), entry.journal(), entry.seq());
            outcomes.add(still.isPresent() ? apply(tx, still.get(), by) : new NotThere());
        }
        return outcomes;
    }

    private Outcome apply(Tx tx, SetAside aside, String by) throws SQLException {
        Line<Fact> line;
        try {
            line = lines.read(aside.line());
        } catch (UnreadableException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        Fact fact = line.fact();
        if (fact == null) {
            return new Refused(
                    "entry type \"" + line.type() + "\" version " + line.v() + " is still not known to this hub");
        }
        Optional<String> objection = rights.objection(tx, aside.device(), fact);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        if (line.origin() != null && isHeld(tx, aside, line.origin())) {
            return new Refused("the same line stands in an earlier journal of this device");
        }
        List<Entry> folded = new ArrayList<>();
        try {
            tx.<RuleBrokenException>orNothing(() -> {
                folded.add(fold(tx, aside, line.type(), fact));
                book.decide(tx, new EntryAppliedAgain(aside.device(), aside.journal(), aside.seq(), by));
            });
        } catch (RuleBrokenException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        for (SetAside waiting : aside.unprojectedAfter(tx)) {
            tryAgain(tx, waiting).ifPresent(folded::add);
        }
        for (Entry entry : folded) {
            book.follow(tx, entry);
        }
        return new Applied(folded.size() - 1);
    }

    private Optional<Entry> tryAgain(Tx tx, SetAside waiting) throws SQLException {
        try {
            Line<Fact> line = lines.read(waiting.line());
            Fact fact = line.fact();
            return fact == null ? Optional.empty() : Optional.of(fold(tx, waiting, line.type(), fact));
        } catch (UnreadableException | RuleBrokenException stillNot) {
            return Optional.empty();
        }
    }

    private Entry fold(Tx tx, SetAside aside, String type, Fact fact) throws SQLException, RuleBrokenException {
        Entry entry = new Entry(aside.device(), aside.journal(), aside.seq(), aside.hash(), aside.time(), fact);
        book.fold(tx, entry);
        tx.update(
                "UPDATE entry SET fate = ?, reason = NULL, type = ? WHERE device = ? AND journal = ? AND seq = ?",
                Fate.FOLDED,
                type,
                aside.device(),
                aside.journal(),
                aside.seq());
        return entry;
    }

    private static boolean isHeld(Tx tx, SetAside aside, Origin origin) throws SQLException {
        return tx.number(
                        "SELECT count(*) FROM entry WHERE device = ? AND (journal = ? AND seq = ? AND hash = ?"
                                + " OR origin = ?) AND NOT (journal = ? AND seq = ?)",
                        aside.device(),
                        origin.journal(),
                        origin.seq(),
                        origin.hash(),
                        origin.journal() + "/" + origin.seq() + "/" + origin.hash(),
                        aside.journal(),
                        aside.seq())
                > 0;
    }
}

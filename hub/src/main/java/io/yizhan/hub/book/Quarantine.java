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

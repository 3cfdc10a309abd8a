package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.sheet.UnreadableSheetException;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.hub.staff.register.Flaw;
import io.yizhan.hub.staff.register.Plan;
import io.yizhan.hub.staff.register.RegisterFile;
import io.yizhan.hub.staff.register.StaffImport;
import io.yizhan.hub.store.Tx;
import java.io.Serial;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports the people's register in two steps: what a file would do, and, once somebody has confirmed just that, its
 * doing. The first is tried on the records and taken back, so the second does what the first has said or nothing. For
 * any thread.
 */
public final class RegisterDesk {

    private final Book book;
    private final PersonFingers fingers;
    private final Deliveries deliveries;

    RegisterDesk(Book book, PersonFingers fingers, Deliveries deliveries) {
        this.book = book;
        this.fingers = fingers;
        this.deliveries = deliveries;
    }

    /**
     * What came of a confirmation.
     *
     * @param done whether all of the plan is in the records now; else nothing is: it has flaws, or is another one
     */
    public record Outcome(Plan plan, boolean done) {}

    /**
     * What the file would do now.
     *
     * @param today in the hall's zone
     */
    public Plan preview(byte[] file, LocalDate today, String by) throws UnreadableSheetException {
        RegisterFile read = RegisterFile.read(file);
        return book.database().writeAndWait(tx -> {
            Plan plan = StaffImport.plan(tx, read, today, by);
            return attempt(tx, plan, false);
        });
    }

    /**
     * Does it, unless it is not what was confirmed.
     *
     * @param word of the plan that was confirmed
     */
    public Outcome carryOut(byte[] file, String word, LocalDate today, String by) throws UnreadableSheetException {
        RegisterFile read = RegisterFile.read(file);
        Outcome outcome = book.database().writeAndWait(tx -> {
            Plan plan = StaffImport.plan(tx, read, today, by);
            boolean confirmed = plan.word().equals(word);
            Plan tried = attempt(tx, plan, confirmed);
            return new Outcome(tried, confirmed && tried.flaws().isEmpty());
        });
        if (outcome.done()) {
            deliveries.changed();
        }
        return outcome;
    }

    /** Takes all of it back unless it is to be kept, and nothing of it was refused. */
    private Plan attempt(Tx tx, Plan plan, boolean keep) throws SQLException {
        if (!plan.flaws().isEmpty()) {
            return plan;
        }
        List<Flaw> refused = new ArrayList<>();
        try {
            tx.<TakenBackException>orNothing(() -> {
                for (Plan.Decision decision : plan.decisions()) {
                    decide(tx, decision, refused);
                }
                if (!keep || !refused.isEmpty()) {
                    throw new TakenBackException();
                }
            });
        } catch (TakenBackException asMeant) {
            return plan.refused(refused);
        }
        return plan;
    }

    private void decide(Tx tx, Plan.Decision decision, List<Flaw> refused) throws SQLException {
        try {
            tx.<RuleBrokenException>orNothing(() -> decide(tx, decision.fact()));
        } catch (RuleBrokenException e) {
            refused.add(new Flaw(decision.sheet(), decision.row(), e));
        }
    }

    private void decide(Tx tx, HubFact fact) throws SQLException, RuleBrokenException {
        if (fact instanceof StaffLeft left) {
            fingers.leave(tx, book, left.staff(), left.lastDay(), left.by());
        } else {
            book.decide(tx, fact);
        }
    }

    private static final class TakenBackException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}

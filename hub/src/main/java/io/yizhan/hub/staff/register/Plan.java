package io.yizhan.hub.staff.register;

import io.yizhan.hub.book.HubFact;
import java.util.List;

/**
 * What an import would do; nothing of it is done while there is a flaw.
 *
 * @param unread heads of the file that are no column of the register: nothing below them is read
 * @param absent how many people who are here the file does not name: nothing happens to them
 * @param word of the file and of all that would be decided: another one means that the file or the records are others
 */
public record Plan(
        List<Line> lines, List<Flaw> flaws, List<Decision> decisions, List<String> unread, int absent, String word) {

    public Plan {
        unread = List.copyOf(unread);
        lines = List.copyOf(lines);
        flaws = List.copyOf(flaws);
        decisions = List.copyOf(decisions);
    }

    /** What becomes of a row. */
    public enum Outcome {
        ADDED,
        CHANGED,
        LEAVES,
        UNCHANGED
    }

    /**
     * A row.
     *
     * @param number of the person or the agency
     */
    public record Line(String sheet, int row, String number, String name, Outcome outcome, List<Change> changes) {

        public Line {
            changes = List.copyOf(changes);
        }
    }

    /** What stands in the records, and in the file; empty for nothing. */
    public record Change(Field field, String before, String after) {}

    /** A fact, and which row it comes from. */
    public record Decision(String sheet, int row, HubFact fact) {}

    public long count(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    /** The same with what the records refuse. */
    public Plan refused(List<Flaw> more) {
        return new Plan(lines, more, decisions, unread, absent, word);
    }

    /** Whether it would do anything. */
    public boolean isEmpty() {
        return decisions.isEmpty();
    }
}

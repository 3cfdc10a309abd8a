package io.yizhan.hub.staff;

import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.Id;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was named for what, and when: a table in which one key has at most one person a day. Naming another ends the
 * former's time the day before; on the former's first day it takes the former's place, so that a slip can be put right.
 *
 * @param key the column of what somebody is named for
 * @param value the column of who it is
 */
record NamedSpans(String table, String key, String value) {

    /** An agency's chief representative. */
    static final NamedSpans CHIEF = new NamedSpans("chief", "agency", "staff");

    /** The A person's stand-in. */
    static final NamedSpans STAND_IN = new NamedSpans("stand_in", "a", "b");

    private record Span(
            String value, LocalDate from, @Nullable LocalDate to) {

        boolean reaches(LocalDate day) {
            return to == null || !to.isBefore(day);
        }
    }

    /**
     * Names somebody from this day on, or nobody.
     *
     * @param role for people: what this is the naming of
     */
    void name(Tx tx, Id of, @Nullable StaffId who, LocalDate from, String role)
            throws SQLException, RuleBrokenException {
        Span last = last(tx, of).orElse(null);
        if (who == null && (last == null || !last.reaches(from))) {
            throw new RuleBrokenException(
                    StaffRule.NOBODY_NAMED,
                    of + " has no " + role + " on " + from + ": there is nothing to end",
                    of,
                    from);
        }
        if (last != null) {
            if (from.isBefore(last.from)) {
                throw new RuleBrokenException(
                        StaffRule.NAMED_LATER,
                        last.value + " is the " + role + " of " + of + " since " + last.from
                                + ": choose that day, or a later one",
                        last.value,
                        of,
                        last.from);
            }
            if (last.to == null && who != null && last.value.equals(who.text())) {
                throw new RuleBrokenException(
                        StaffRule.NAMED_ALREADY,
                        who + " is the " + role + " of " + of + " already, since " + last.from,
                        who,
                        of,
                        last.from);
            }
            endBefore(tx, of, last, from);
        }
        if (who != null) {
            begin(tx, of, who, from);
        }
    }

    private void endBefore(Tx tx, Id of, Span last, LocalDate from) throws SQLException {
        if (last.from.equals(from)) {
            tx.update("DELETE FROM " + table + " WHERE " + key + " = ? AND from_day = ?", of, last.from);
        } else if (last.reaches(from)) {
            tx.update(
                    "UPDATE " + table + " SET to_day = ? WHERE " + key + " = ? AND from_day = ?",
                    from.minusDays(1),
                    of,
                    last.from);
        }
    }

    private void begin(Tx tx, Id of, StaffId who, LocalDate from) throws SQLException {
        int wentOn = tx.update(
                "UPDATE " + table + " SET to_day = NULL WHERE " + key + " = ? AND " + value + " = ? AND to_day = ?",
                of,
                who,
                from.minusDays(1));
        if (wentOn == 0) {
            tx.update(
                    "INSERT INTO " + table + " (" + key + ", " + value + ", from_day, to_day) VALUES (?, ?, ?, NULL)",
                    of,
                    who,
                    from);
        }
    }

    /** Nothing of this lasts beyond this day where this person stands in this column. */
    void cut(Tx tx, String column, StaffId staff, LocalDate lastDay) throws SQLException {
        tx.update("DELETE FROM " + table + " WHERE " + column + " = ? AND from_day > ?", staff, lastDay);
        tx.update(
                "UPDATE " + table + " SET to_day = ? WHERE " + column + " = ? AND (to_day IS NULL OR to_day > ?)",
                lastDay,
                staff,
                lastDay);
    }

    private Optional<Span> last(Rows rows, Id of) throws SQLException {
        return rows.one(
                "SELECT " + value + " AS who, from_day, to_day FROM " + table + " WHERE " + key
                        + " = ? ORDER BY from_day DESC LIMIT 1",
                row -> new Span(row.text("who"), row.day("from_day"), Careers.dayOrNull(row, "to_day")),
                of);
    }
}

package io.yizhan.hub.staff.register;

import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.Json;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is not imported: one cell, row or column of it.
 *
 * @param sheet its name; empty in a CSV
 * @param row as the spreadsheet program shows it; 0 where the whole sheet is meant
 * @param column null where the whole row is meant
 * @param seen what stands there; empty where nothing does
 * @param detail what it contradicts: a number, a name, a row, or the records' own reason; empty where the kind says all
 * @param broken the rule of the records that refuse the row; null for what is wrong in the file itself
 */
public record Flaw(
        String sheet,
        int row,
        @Nullable Field column,
        String seen,
        Kind kind,
        String detail,
        @Nullable RuleBrokenException broken) {

    Flaw(String sheet, int row, @Nullable Field column, String seen, Kind kind, String detail) {
        this(sheet, row, column, seen, kind, detail, null);
    }

    /** A row that the records refuse. */
    public Flaw(String sheet, int row, RuleBrokenException broken) {
        this(sheet, row, null, "", Kind.RECORDS_REFUSE, broken.say(), broken);
    }

    /** What is wrong and what to do, for who reads English; pages have words of their own for each. */
    public enum Kind {
        NO_HEAD("no row has the heads 工号 (staff) and 姓名 (name), or 机构编号 (agency) and 机构名称 (agency name):"
                + " begin with an exported file"),
        COLUMN_MISSING("the column is missing: add it, or begin with an exported file"),
        COLUMN_TWICE("the column stands there twice: remove one"),
        NO_ROWS("there is a head and no row below it: fill some in"),
        FORMULA("a formula stands in the cell: replace it by its value"),
        ERROR_CELL("an error stands in the cell: replace it by a value"),
        NUMBER_MISSING("the staff number is missing: give one"),
        NUMBER_MALFORMED("this is no staff number: use 1 to 32 letters, digits and dashes"),
        NUMBER_TWICE("the staff number stands in the file twice, first in the row named: keep one row"),
        NAME_MISSING("the name is missing: give it"),
        NAME_WRONG("the name is no name: write it in one line of at most 40 characters"),
        POST_WRONG("the post is too long, or has a line break: write it in one line of at most 40 characters"),
        AGENCY_MISSING("the agency is missing: give its number or its name"),
        AGENCY_MALFORMED("this is no agency number: use 1 to 32 small letters, digits and dashes"),
        AGENCY_UNKNOWN("this agency is not in the hall: add it first, or on a sheet of its own in this file"),
        AGENCY_NAME_OTHER("the agency with this number has another name: put the name or the number right"),
        AGENCY_NAME_SHARED("several agencies have this name: give the number too"),
        AGENCY_TWICE("the agency stands in the file twice, first in the row named: keep one row"),
        AGENCY_NAME_WRONG("the agency's name is missing or too long: write it in one line of at most 60 characters"),
        CHIEF_UNREADABLE("this is neither yes nor no: write 是 or 否"),
        CHIEF_TWICE("an agency has one chief representative, and the row named has one for it: keep one"),
        B_MALFORMED("this is no staff number: give the number of the person who stands in"),
        B_UNKNOWN("nobody here has this number, nor in the file: look at the number"),
        B_SELF("nobody stands in for himself: name another person"),
        B_OTHER_AGENCY("who stands in is of the same agency: name another person, or move one of the two"),
        DAY_UNREADABLE("this is no day: write one such as 2026-06-01"),
        DAY_IMPOSSIBLE("this day cannot be meant: look at the year"),
        COUNTER_BEFORE_HALL("the day at the counter is before the day in the hall: look at both"),
        LEFT_BEFORE_COMING("the last day is before the first: look at both"),
        HAS_LEFT("this person has left on the day named: record the return on the person's page first"),
        RECORDS_REFUSE("the records do not allow it");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /** On the wire: {@code number-twice}. */
        public String word() {
            return Json.wireName(this);
        }
    }

    /** For who reads English. */
    public String say() {
        return kind.sentence + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}

package io.yizhan.hub.sheet;

import java.io.Serial;

/** A file is no table that can be read. */
public final class UnreadableSheetException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What is wrong; each has its sentence. */
    public enum Why {
        EMPTY("the file is empty: choose the one with the table"),
        TOO_LARGE("the file is too large, or has too many rows: divide it"),
        OLD_OR_LOCKED(
                "this is a workbook of Excel 97–2003, or one with a password: save it as .xlsx, without a password"),
        NO_SPREADSHEET("this is no spreadsheet: choose an .xlsx file, or a .csv in UTF-8 or GB18030"),
        BROKEN("the workbook is broken: open it in a spreadsheet program, and save it again as .xlsx");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }
    }

    UnreadableSheetException(Why why) {
        super(why.sentence);
        this.why = why;
    }

    UnreadableSheetException(Why why, Throwable cause) {
        super(why.sentence, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}

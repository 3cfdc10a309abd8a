package io.yizhan.hub.page;

import io.javalin.http.Context;
import java.util.List;

/** A table as a file that spreadsheets open: UTF-8 with its mark, CRLF, quoted where needed. */
final class Csv {

    /** Rows of a file; more are asked for by a narrower filter. */
    static final int ROWS_MAX = 50_000;

    private final StringBuilder text = new StringBuilder("\uFEFF");

    Csv row(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
        return this;
    }

    void answer(Context ctx, String file) {
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .result(text.toString());
    }

    /** A text that a spreadsheet would reckon as a formula gets an apostrophe before it. */
    private static String cell(String value) {
        String safe = value.matches("(?s)[=+@\\-\\t\\r].+") ? "'" + value : value;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

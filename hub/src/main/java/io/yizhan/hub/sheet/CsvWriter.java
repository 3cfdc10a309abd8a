package io.yizhan.hub.sheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** CSV as spreadsheet programs open it. */
final class CsvWriter implements SheetWriter {

    static final char MARK = '\uFEFF';

    /** What a program would reckon as a formula; some take the wide signs for it, too. */
    static final Pattern RECKONED = Pattern.compile("'*[=+@\\-\\t\\r\\n＝＋＠－].+", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile(".*[\",\\r\\n].*", Pattern.DOTALL);

    private final Writer out;
    private boolean begun;

    CsvWriter(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write(MARK);
    }

    @Override
    public void table(String name, List<Column> columns) throws IOException {
        if (begun) {
            throw new IllegalStateException("a CSV file has one table, and " + name + " would be the second");
        }
        begun = true;
        row(columns.stream().map(column -> Cell.of(column.head())).toList());
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(quoted(cells.get(i)));
        }
        out.write("\r\n");
    }

    /** A text that a program would reckon gets an apostrophe before it; {@link CsvReader} takes it away again. */
    private static String quoted(Cell cell) {
        String value = cell instanceof Cell.Text(String text) ? text : cell.shown();
        boolean reckoned =
                !(cell instanceof Cell.Figure) && RECKONED.matcher(value).matches();
        String safe = reckoned ? "'" + value : value;
        return QUOTED.matcher(safe).matches() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

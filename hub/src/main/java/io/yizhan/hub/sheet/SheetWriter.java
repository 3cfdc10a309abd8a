package io.yizhan.hub.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes tables into a file, row by row: a file of {@link #ROWS_MAX} rows needs no more memory than a short one. For
 * one thread; closing it ends the file, and closes the stream.
 *
 * <pre>
 *   try (SheetWriter file = SheetWriter.open(Format.XLSX, out)) {
 *       file.table("打卡", List.of(Column.text("工号"), Column.moment("时间")));
 *       file.row(List.of(Cell.of("s0123"), Cell.of(at)));
 *   }
 * </pre>
 */
public interface SheetWriter extends AutoCloseable {

    /** Rows of an exported file; more are asked for by a narrower filter. */
    int ROWS_MAX = 50_000;

    static SheetWriter open(Format format, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new CsvWriter(out);
            case XLSX -> new XlsxWriter(out);
        };
    }

    /**
     * Begins a table with its head.
     *
     * @param name 1 to 31 characters, none of {@code []:*?/\}
     * @throws IllegalStateException for a second one in a format that has room for one
     */
    void table(String name, List<Column> columns) throws IOException;

    /** @param cells as many as there are columns */
    void row(List<Cell> cells) throws IOException;

    @Override
    void close() throws IOException;
}

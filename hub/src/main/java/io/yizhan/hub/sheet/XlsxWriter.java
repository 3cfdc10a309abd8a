package io.yizhan.hub.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** XLSX: texts stay texts, days are days; the head stands still and filters. */
final class XlsxWriter implements SheetWriter {

    private static final String DAY = "yyyy-mm-dd";
    private static final String MOMENT = "yyyy-mm-dd hh:mm:ss";

    /** So that a number typed over 0012 is no 12. */
    private static final String TEXT = "@";

    /** Rows that are held before they are written. */
    private static final int ROWS_HELD = 500;

    /** Texts of a cell in XLSX. */
    private static final int TEXT_MAX = 32_767;

    private final OutputStream out;
    private final Workbook book;
    private @Nullable Worksheet sheet;
    private int row;

    XlsxWriter(OutputStream out) {
        this.out = out;
        this.book = new Workbook(out, "Yizhan", null);
    }

    @Override
    public void table(String name, List<Column> columns) throws IOException {
        finish();
        Worksheet begun = book.newWorksheet(name);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            begun.width(i, column.characters());
            switch (column.kind()) {
                case TEXT -> begun.style(i).format(TEXT).set();
                case DAY -> begun.style(i).format(DAY).set();
                case MOMENT -> begun.style(i).format(MOMENT).set();
                case NUMBER -> {}
            }
            begun.inlineString(0, i, column.head());
            begun.style(0, i).bold().set();
        }
        begun.freezePane(0, 1);
        if (!columns.isEmpty()) {
            begun.setAutoFilter(0, 0, columns.size() - 1);
        }
        sheet = begun;
        row = 1;
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        Worksheet open = sheet;
        if (open == null) {
            throw new IllegalStateException("a row came before its table");
        }
        for (int i = 0; i < cells.size(); i++) {
            put(open, row, i, cells.get(i));
        }
        row++;
        if (row % ROWS_HELD == 0) {
            open.flush();
        }
    }

    private static void put(Worksheet sheet, int row, int column, Cell cell) {
        switch (cell) {
            case Cell.Empty _ -> {}
            case Cell.Figure(BigDecimal number) -> sheet.value(row, column, number);
            case Cell.Day(LocalDate day) -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format(DAY).set();
            }
            case Cell.Moment(LocalDateTime moment) -> {
                sheet.value(row, column, moment);
                sheet.style(row, column).format(MOMENT).set();
            }
            case Cell.Text(String text) -> text(sheet, row, column, text);
            case Cell.Formula _, Cell.Fault _ -> text(sheet, row, column, cell.shown());
        }
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.inlineString(row, column, text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text);
        sheet.style(row, column).format(TEXT).set();
    }

    private void finish() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
    }

    @Override
    public void close() throws IOException {
        finish();
        book.close();
        out.close();
    }
}

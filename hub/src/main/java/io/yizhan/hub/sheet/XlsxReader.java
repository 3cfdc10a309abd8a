package io.yizhan.hub.sheet;

import io.yizhan.hub.sheet.FoundTable.FoundRow;
import io.yizhan.hub.sheet.UnreadableSheetException.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** XLSX that {@link Unpacked} has looked through before. */
final class XlsxReader {

    /** A format of numbers that shows a day: its letters, beside what stands in quotes or brackets. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");

    /** Formats of days in China have numbers without a text in the file (ECMA-376, part 1, 18.8.30). */
    private static final int CHINESE_FROM = 27;

    private static final int CHINESE_TO = 36;
    private static final int CHINESE_MORE_FROM = 50;
    private static final int CHINESE_MORE_TO = 58;

    private XlsxReader() {}

    static List<FoundTable> read(byte[] file) throws UnreadableSheetException {
        Unpacked.check(file);
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true))) {
            List<FoundTable> tables = new ArrayList<>();
            for (Sheet sheet : book.getSheets().toList()) {
                if (sheet.getVisibility() == SheetVisibility.VISIBLE) {
                    tables.add(table(sheet));
                }
            }
            return tables;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableSheetException(Why.BROKEN, e);
        }
    }

    private static FoundTable table(Sheet sheet) throws IOException, UnreadableSheetException {
        List<FoundRow> rows = new ArrayList<>();
        try (Stream<Row> found = sheet.openStream()) {
            Iterator<Row> each = found.iterator();
            while (each.hasNext()) {
                FoundRow row = row(each.next());
                if (!row.isBlank()) {
                    rows.add(row);
                }
                if (rows.size() > SheetReader.ROWS_MAX) {
                    throw new UnreadableSheetException(Why.TOO_LARGE);
                }
            }
        }
        return new FoundTable(sheet.getName(), rows);
    }

    private static FoundRow row(Row row) {
        List<Cell> cells = new ArrayList<>();
        for (int place = 0; place < Math.min(row.getCellCount(), SheetReader.COLUMNS_MAX); place++) {
            cells.add(cell(row.getCell(place)));
        }
        return new FoundRow(row.getRowNum(), cells);
    }

    private static Cell cell(org.dhatim.fastexcel.reader.@Nullable Cell found) {
        if (found == null) {
            return Cell.none();
        }
        return switch (found.getType()) {
            case EMPTY -> Cell.none();
            case STRING -> Cell.of(found.getText());
            case BOOLEAN -> new Cell.Text(found.getText().toUpperCase(Locale.ROOT));
            case NUMBER -> number(found);
            case FORMULA ->
                found.getFormula() == null ? Cell.of(found.getText()) : new Cell.Formula(found.getFormula());
            case ERROR -> new Cell.Fault(found.getText());
        };
    }

    private static Cell number(org.dhatim.fastexcel.reader.Cell found) {
        BigDecimal number = found.asNumber();
        if (!showsDay(found.getDataFormatId(), found.getDataFormatString())) {
            return new Cell.Figure(number);
        }
        LocalDateTime moment = found.asDate();
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new Cell.Day(moment.toLocalDate())
                : new Cell.Moment(moment);
    }

    private static boolean showsDay(@Nullable Integer id, @Nullable String format) {
        if (format != null) {
            String letters = LITERAL.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
            return letters.contains("y") || letters.contains("d");
        }
        return id != null
                && ((id >= CHINESE_FROM && id <= CHINESE_TO) || (id >= CHINESE_MORE_FROM && id <= CHINESE_MORE_TO));
    }
}

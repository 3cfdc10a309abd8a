package io.yizhan.hub.sheet;

import io.yizhan.hub.sheet.FoundTable.FoundRow;
import io.yizhan.hub.sheet.UnreadableSheetException.Why;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CSV as it comes: UTF-8 with its mark or without, or GB18030 as Excel in China writes it; between its cells commas,
 * semicolons or tabs. Every cell is a text.
 */
final class CsvReader {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char[] SEPARATORS = {',', '\t', ';'};

    private final String text;
    private final char separator;
    private int place;

    private CsvReader(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    static FoundTable read(byte[] file) throws UnreadableSheetException {
        String text = Stream.of(StandardCharsets.UTF_8, GB18030)
                .flatMap(charset -> decoded(file, charset).stream())
                .findFirst()
                .orElseThrow(() -> new UnreadableSheetException(Why.NO_SPREADSHEET));
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw new UnreadableSheetException(Why.NO_SPREADSHEET);
        }
        return new CsvReader(text.startsWith("\uFEFF") ? text.substring(1) : text).table();
    }

    private static Optional<String> decoded(byte[] file, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException otherwise) {
            return Optional.empty();
        }
    }

    /** What stands most often in the first line. */
    private static char separator(String text) {
        String head = text.lines().findFirst().orElse("");
        char most = SEPARATORS[0];
        for (char candidate : SEPARATORS) {
            if (count(head, candidate) > count(head, most)) {
                most = candidate;
            }
        }
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private FoundTable table() throws UnreadableSheetException {
        List<FoundRow> rows = new ArrayList<>();
        int number = 0;
        while (place < text.length()) {
            number++;
            FoundRow row = new FoundRow(number, row());
            if (!row.isBlank()) {
                rows.add(row);
            }
            if (rows.size() > SheetReader.ROWS_MAX) {
                throw new UnreadableSheetException(Why.TOO_LARGE);
            }
        }
        return new FoundTable("", rows);
    }

    /** Leaves the place behind the row's end. */
    private List<Cell> row() throws UnreadableSheetException {
        List<Cell> cells = new ArrayList<>();
        boolean more = true;
        while (more) {
            cells.add(Cell.of(unescaped(cell())));
            more = place < text.length() && text.charAt(place) == separator;
            if (more) {
                place++;
            }
            if (cells.size() > SheetReader.COLUMNS_MAX) {
                throw new UnreadableSheetException(Why.TOO_LARGE);
            }
        }
        if (place < text.length() && text.charAt(place) == '\r') {
            place++;
        }
        if (place < text.length() && text.charAt(place) == '\n') {
            place++;
        }
        return cells;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = place < text.length() && text.charAt(place) == '"';
        if (quoted) {
            place++;
        }
        while (place < text.length()) {
            char c = text.charAt(place);
            if (quoted && c == '"') {
                place++;
                if (place < text.length() && text.charAt(place) == '"') {
                    cell.append('"');
                    place++;
                } else {
                    quoted = false;
                }
            } else if (!quoted && (c == separator || c == '\r' || c == '\n')) {
                break;
            } else {
                cell.append(c);
                place++;
            }
        }
        return cell.toString();
    }

    /** Takes away the apostrophe that {@link CsvWriter} puts before what a program would reckon. */
    private static String unescaped(String cell) {
        boolean escaped = cell.startsWith("'")
                && CsvWriter.RECKONED.matcher(cell.substring(1)).matches();
        return escaped ? cell.substring(1) : cell;
    }
}

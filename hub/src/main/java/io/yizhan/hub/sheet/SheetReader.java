package io.yizhan.hub.sheet;

import io.yizhan.hub.sheet.UnreadableSheetException.Why;
import java.util.List;

/** Reads the tables of a file that a person chose: whatever that may be. */
public final class SheetReader {

    /** Of a file. */
    public static final int BYTES_MAX = 2 * 1024 * 1024;

    /** Of a table, with its head: a city's hall has 1,000 people. */
    public static final int ROWS_MAX = 2_000;

    static final int COLUMNS_MAX = 64;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private SheetReader() {}

    /** The tables in the order of their sheets; a CSV has one. Never an empty list. */
    public static List<FoundTable> read(byte[] file) throws UnreadableSheetException {
        if (file.length == 0) {
            throw new UnreadableSheetException(Why.EMPTY);
        }
        if (file.length > BYTES_MAX) {
            throw new UnreadableSheetException(Why.TOO_LARGE);
        }
        if (begins(file, OLE2)) {
            throw new UnreadableSheetException(Why.OLD_OR_LOCKED);
        }
        List<FoundTable> tables = begins(file, ZIP) ? XlsxReader.read(file) : List.of(CsvReader.read(file));
        if (tables.stream().allMatch(table -> table.rows().isEmpty())) {
            throw new UnreadableSheetException(Why.EMPTY);
        }
        return tables;
    }

    private static boolean begins(byte[] file, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= file.length || file[i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}

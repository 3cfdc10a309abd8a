package io.yizhan.hub.sheet;

import io.yizhan.hub.sheet.UnreadableSheetException.Why;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through a workbook before it is read: 2 MiB may unpack to 2 GiB, and the address of a single cell may claim
 * room for a milliard of them. The zip is read as the workbook's reader reads it, by its directory: what
 * {@link java.util.zip.ZipInputStream} finds may be something else.
 */
final class Unpacked {

    /** Of all parts of a workbook together. */
    static final int BYTES_MAX = 8 * 1024 * 1024;

    private static final int PARTS_MAX = 200;

    /** An address of a row or a cell; the last column is XFD, the last row 1,048,576. */
    private static final Pattern ADDRESS = Pattern.compile("\\sr\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    private static final Pattern POSSIBLE = Pattern.compile("[\"']\\$?[A-Za-z]{0,3}\\$?[0-9]{0,7}[\"']");

    private Unpacked() {}

    static void check(byte[] file) throws UnreadableSheetException {
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            int room = BYTES_MAX;
            int parts = 0;
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                byte[] bytes;
                try (InputStream in = zip.getInputStream(part)) {
                    bytes = in.readNBytes(room + 1);
                }
                room -= bytes.length;
                parts++;
                if (room < 0 || parts > PARTS_MAX) {
                    throw new UnreadableSheetException(Why.TOO_LARGE);
                }
                checkAddresses(bytes);
            }
        } catch (IOException | RuntimeException e) {
            throw new UnreadableSheetException(Why.BROKEN, e);
        }
    }

    private static void checkAddresses(byte[] part) throws UnreadableSheetException {
        Matcher address = ADDRESS.matcher(new String(part, StandardCharsets.ISO_8859_1));
        while (address.find()) {
            if (!POSSIBLE.matcher(address.group(1)).matches()) {
                throw new UnreadableSheetException(Why.BROKEN);
            }
        }
    }
}

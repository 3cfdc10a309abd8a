package io.yizhan.hub.sheet;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of file. */
public enum Format {
    /** UTF-8 with its mark, CRLF, quoted where needed; one table. */
    CSV("csv", "text/csv; charset=utf-8"),
    /** Of Excel, WPS and LibreOffice; several tables. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String ending;
    private final String contentType;

    Format(String ending, String contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    /** Of a file's name, without the dot. */
    public String ending() {
        return ending;
    }

    public String contentType() {
        return contentType;
    }

    public static Optional<Format> of(String ending) {
        return Arrays.stream(values())
                .filter(format -> format.ending.equals(ending))
                .findFirst();
    }
}

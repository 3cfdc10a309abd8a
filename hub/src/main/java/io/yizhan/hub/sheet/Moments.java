package io.yizhan.hub.sheet;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Moments as a CSV file has them. */
final class Moments {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Moments() {}

    static String text(LocalDateTime moment) {
        return TEXT.format(moment);
    }
}

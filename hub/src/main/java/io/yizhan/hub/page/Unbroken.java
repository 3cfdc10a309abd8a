package io.yizhan.hub.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence in pieces: a line ends neither at the hyphen of a day nor between it, its weekday and its time. */
public final class Unbroken {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d( \\p{L}+)?( \\d\\d:\\d\\d)?");

    private Unbroken() {}

    /** @param isDay whether it stays in one line */
    public record Piece(String text, boolean isDay) {}

    public static List<Piece> pieces(String sentence) {
        List<Piece> pieces = new ArrayList<>();
        Matcher day = DAY.matcher(sentence);
        int end = 0;
        while (day.find()) {
            if (day.start() > end) {
                pieces.add(new Piece(sentence.substring(end, day.start()), false));
            }
            pieces.add(new Piece(day.group(), true));
            end = day.end();
        }
        if (end < sentence.length()) {
            pieces.add(new Piece(sentence.substring(end), false));
        }
        return pieces;
    }
}

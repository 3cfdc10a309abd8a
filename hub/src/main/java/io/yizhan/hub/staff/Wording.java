package io.yizhan.hub.staff;

/** How long names and posts may be, so that they fit a plate, a row of a bulletin and an entry; in characters. */
public final class Wording {

    public static final int NAME_MAX = 40;
    public static final int POST_MAX = 40;
    public static final int AGENCY_MAX = 60;

    private Wording() {}

    /** @throws IllegalArgumentException for a text that is blank, too long, or more than a line */
    public static void check(String what, String text, int most) {
        int characters = text.codePointCount(0, text.length());
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is empty: write one");
        }
        if (characters > most) {
            throw new IllegalArgumentException(
                    what + " has " + characters + " characters, more than " + most + ": shorten it");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " has a line break or a control character: write it in one line");
        }
    }
}

package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.decision.NotDecidedException;
import io.yizhan.hub.attendance.decision.Why;

/** What people write beside a request or a decision. */
public final class Texts {

    /** Characters of a reason, or of what proves something: a file number, where it lies, who saw it. */
    public static final int CHARACTERS_MAX = 200;

    private Texts() {}

    /** Whether it says something, and not too much. */
    public static boolean fits(String text) {
        return !text.isBlank() && text.length() <= CHARACTERS_MAX;
    }

    /** @throws IllegalArgumentException for one that does not fit */
    static void check(String what, String text) {
        if (!fits(text)) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + text.length() + " characters: it needs 1 to " + CHARACTERS_MAX);
        }
    }

    /** @throws NotDecidedException for one that does not fit */
    static void require(String what, String text) throws NotDecidedException {
        if (!fits(text)) {
            throw new NotDecidedException(
                    Why.TEXT,
                    "the " + what + " has " + text.strip().length() + " characters: it needs 1 to " + CHARACTERS_MAX,
                    CHARACTERS_MAX);
        }
    }
}

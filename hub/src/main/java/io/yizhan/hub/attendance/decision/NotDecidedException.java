package io.yizhan.hub.attendance.decision;

import java.util.Arrays;
import java.util.List;

/** A decision is not taken. */
public final class NotDecidedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Why why;
    private final List<String> about;

    /**
     * @param say for who reads English: what was found, and what to do
     * @param about what the sentence of a page names, in its order
     */
    public NotDecidedException(Why why, String say, Object... about) {
        super(say);
        this.why = why;
        this.about = Arrays.stream(about).map(String::valueOf).toList();
    }

    Decided.Refused refused() {
        return new Decided.Refused(why, String.valueOf(getMessage()), about);
    }
}

package io.yizhan.terminal.selftest;

/**
 * What came of one question to one device.
 *
 * @param station whose device it is
 * @param part which: {@code sensor}, {@code printer}, {@code key next}
 * @param remark what was seen, or what is wrong and what to do
 */
public record Finding(String station, String part, Verdict verdict, String remark) {

    /** How it stands. */
    public enum Verdict {
        /** It did what it should. */
        WELL,
        /** It did not: the remark says what to do. */
        BROKEN,
        /** It answers, and nobody was there to press or look. */
        UNSEEN
    }
}

package io.yizhan.hardware.matrix;

import java.time.Duration;

/**
 * How fast text may change in front of people. Chinese that stands is read at 260 characters a minute by adults
 * (Brysbaert 2019, "How many words do we read per minute?"), 4.3 a second; what moves is read slower, and a hall's
 * citizens are often old: a bit over half of it, 2.5 a second.
 */
public final class ReadingPace {

    /** A character of 16 dots passes in this time. */
    public static final Duration CHARACTER = Duration.ofMillis(400);

    /** How long a text that moves stands before it starts, and after its end is there: the eye must find it. */
    public static final Duration HOLD = Duration.ofMillis(1_500);

    /** How long one of several texts stands that fit. */
    public static final Duration TURN = Duration.ofSeconds(3);

    private ReadingPace() {}
}

package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.SessionId;

/** The first press: 5 very satisfied … 1 very dissatisfied. */
public record RatingGiven(SessionId session, int level) implements Fact {

    /** 非常不满意. */
    public static final int LEVEL_MIN = 1;

    /** 非常满意. */
    public static final int LEVEL_MAX = 5;

    public RatingGiven {
        if (level < LEVEL_MIN || level > LEVEL_MAX) {
            throw new IllegalArgumentException("level " + level + " is outside 1–5");
        }
    }
}

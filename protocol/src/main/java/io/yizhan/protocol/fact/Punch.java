package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/** A punch 打卡: a person whom a reader knew. Position, enrolment and score stand with a finger, and only there. */
public record Punch(
        Method method,
        StaffId staff,
        @Nullable Integer position,
        @Nullable EnrolmentId enrolment,
        @Nullable Integer score)
        implements Fact {

    public Punch {
        boolean withAll = position != null && enrolment != null && score != null;
        boolean withNone = position == null && enrolment == null && score == null;
        if (method == Method.FINGER ? !withAll : !withNone) {
            throw new IllegalArgumentException("a punch by " + method + " must "
                    + (method == Method.FINGER ? "" : "not ") + "have position, enrolment and score");
        }
        if (score != null && (score < 0 || score > 65_535)) {
            throw new IllegalArgumentException("score " + score + " is outside 0–65535");
        }
        if (position != null && position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }

    /** How the person was known. */
    public enum Method {
        FINGER,
        PIN
    }
}

package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.EnrolmentId;

/** An enrolment stands at a position of this reader. */
public record FingerEnrolled(EnrolmentId enrolment, int position) implements Fact {

    public FingerEnrolled {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }
}

package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.EnrolmentId;

/** An enrolment stands no longer at a position of this reader. */
public record FingerDeleted(EnrolmentId enrolment, int position) implements Fact {

    public FingerDeleted {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }
}

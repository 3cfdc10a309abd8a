package io.yizhan.hardware.fingerprint;

/** One step of an enrolment of three touches. */
public enum EnrolStep {
    TOUCH_1,
    TOUCH_2,
    TOUCH_3,
    /** Lift the finger. */
    LIFT,
    /** The template stands in the library and was found again by a search. */
    STORED
}

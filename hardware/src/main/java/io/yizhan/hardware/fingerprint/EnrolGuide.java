package io.yizhan.hardware.fingerprint;

/** Leads a person through an enrolment. Called on the thread that owns the reader. */
public interface EnrolGuide {

    /** The next thing that the person should do, or that was reached. */
    void step(EnrolStep step);

    /**
     * The touch was no use, for this reason; a lift and the same touch are asked for next. A guide that
     * tells nobody why has nothing to do here.
     */
    default void flaw(ScanResult.Flaw flaw) {}

    /**
     * Asked again and again while waiting for a touch or a lift: true ends the enrolment as {@link
     * EnrolResult.GivenUp}.
     */
    boolean giveUp();
}

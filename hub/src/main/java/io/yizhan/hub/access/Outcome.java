package io.yizhan.hub.access;

/** What became of an admin's wish. */
public sealed interface Outcome {

    record Done() implements Outcome {}

    /** @param why for people: what was found, and what to do */
    record Refused(String why) implements Outcome {}
}

package io.yizhan.protocol.fact;

/** A finger that the reader could not give to a person. */
public record PunchUnknown(Reason reason) implements Fact {

    /** Why not. */
    public enum Reason {
        /** It is in nobody's template. */
        NO_MATCH,
        /** It matched a position that the reader has not confirmed as wanted. */
        STALE_POSITION
    }
}

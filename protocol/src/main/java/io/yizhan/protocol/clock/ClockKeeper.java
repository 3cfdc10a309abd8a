package io.yizhan.protocol.clock;

/**
 * What keeps a machine's wall clock right.
 *
 * @param detail of a battery clock its name, of nothing why the battery clock that a setting names does not; else empty
 */
public record ClockKeeper(Kind kind, String detail) {

    /** In the order in which they are believed. */
    public enum Kind {
        /** The kernel says that its clock is synchronised. */
        NETWORK,
        BATTERY,
        /** A setting says that it is right. */
        SETTING,
        NOTHING
    }

    public ClockTrust trust() {
        return kind == Kind.NOTHING ? ClockTrust.UNSYNCED : ClockTrust.SYNCED;
    }
}

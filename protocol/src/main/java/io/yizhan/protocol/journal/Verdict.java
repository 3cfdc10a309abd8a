package io.yizhan.protocol.journal;

/** What the hub made of a batch; the first that fits, in this order. */
public enum Verdict {
    /** The header cannot be read, the batch is too large, or the journal is another device's: nothing was applied. */
    REFUSED,
    /** The hub cannot commit now. */
    BUSY,
    /** The two journals are not one: an old image, a cloned card. */
    FORKED,
    /** Entries are missing in between. */
    GAP,
    /** Nothing new. */
    REPEAT,
    /** The watermark moved. */
    APPLIED
}

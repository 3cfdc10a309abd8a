package io.yizhan.terminal.uplink;

/**
 * What a person must see to before this terminal and its hub work together again; on the wire in lower case with
 * dashes.
 */
enum UplinkFault {
    /** The hub refuses our batches. */
    REFUSED,
    /** The broker refuses what we publish: its access list doesn't fit this device. */
    NOT_ALLOWED,
    /** Our journal and the hub's copy of it are not one; we began a new journal. */
    FORKED,
    /** Another hub's database answers than the one that we are paired with. */
    OTHER_HUB,
    /** An old copy of our hub's database answers. */
    OLD_EPOCH,
    /** Another terminal goes by our device id. */
    TWIN
}

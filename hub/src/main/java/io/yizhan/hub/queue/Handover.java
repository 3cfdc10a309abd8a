package io.yizhan.hub.queue;

/** What came of handing a ticket on. */
public enum Handover {
    DONE,
    /** The call is another counter's. */
    NOT_YOURS,
    /** Nobody is signed in at the counter, as far as its journal has come. */
    NOT_SIGNED_IN,
    /** There is no such call. */
    UNKNOWN_CALL,
    /** The call has ended, or was handed on elsewhere. */
    OVER,
    /** There is no such service or counter. */
    UNKNOWN_TARGET
}

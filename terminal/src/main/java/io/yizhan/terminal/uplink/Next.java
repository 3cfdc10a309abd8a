package io.yizhan.terminal.uplink;

/** What a shipper does now. */
sealed interface Next {

    /** Send a batch without entries. */
    record Hello() implements Next {}

    /** Send a batch that begins with this entry. */
    record Ship(long from) implements Next {}

    /** Nothing to do before that uptime, unless something happens. */
    record Rest(long untilMs) implements Next {}
}

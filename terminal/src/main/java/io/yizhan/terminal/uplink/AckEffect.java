package io.yizhan.terminal.uplink;

import io.yizhan.protocol.id.StoreId;

/** What an ack means beyond what is sent next. */
sealed interface AckEffect {

    /** It is from our hub: its time is good. */
    record Heard() implements AckEffect {}

    /** From now on only this hub's database counts, from this epoch on. */
    record Paired(StoreId store, long epoch) implements AckEffect {}

    /** The hub has everything so far. */
    record Acknowledged(long through) implements AckEffect {}

    /** The two journals are not one. */
    record BeginAnew(String reason) implements AckEffect {}

    /** Something that a person must see to. */
    record Fault(UplinkFault kind, String detail) implements AckEffect {}

    /** This is over, if it was. */
    record Works(UplinkFault kind) implements AckEffect {}
}

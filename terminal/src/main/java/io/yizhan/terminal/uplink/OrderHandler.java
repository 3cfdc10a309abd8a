package io.yizhan.terminal.uplink;

import io.yizhan.protocol.command.Command;

/** A station that carries out an order. */
@FunctionalInterface
public interface OrderHandler<C extends Command> {

    /**
     * Called once for each order, on the uplink's thread: it must only enqueue. The order ends when {@code replies}
     * says so.
     */
    void carryOut(C command, ReplyPath replies);
}

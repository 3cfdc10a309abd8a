package io.yizhan.terminal.uplink;

import io.yizhan.protocol.command.Command;

/** Where stations say which of the hub's orders they carry out. */
public interface Orders {

    /** Before the uplink starts; one handler for each kind of order. */
    <C extends Command> void register(Class<C> kind, OrderHandler<? super C> handler);
}

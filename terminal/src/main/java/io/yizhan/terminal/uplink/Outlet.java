package io.yizhan.terminal.uplink;

import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The way to the broker. For any thread. */
interface Outlet {

    /** Never waits. What hangs on the future only enqueues: it is completed on the link's thread, or on this one. */
    CompletableFuture<Published> publish(Message message);

    /** Sends what is not missed if it doesn't arrive, or is sent again anyway. */
    void send(Message message);

    /** The same as {@link #publish(Message)}, but {@code told} is called on the uplink's thread. */
    void publish(Message message, Consumer<Published> told);
}

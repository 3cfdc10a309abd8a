package io.yizhan.terminal.uplink;

import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Nobody hears what is said. */
final class QuietOutlet implements Outlet {

    @Override
    public CompletableFuture<Published> publish(Message message) {
        return new CompletableFuture<>();
    }

    @Override
    public void send(Message message) {}

    @Override
    public void publish(Message message, Consumer<Published> told) {}
}

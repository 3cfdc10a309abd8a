package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The vault's two topics. */
final class VaultEnd implements VaultWire {

    private final Outlet outlet;
    private final String down;
    private final String up;
    private volatile @Nullable Consumer<byte[]> taker;

    VaultEnd(Outlet outlet, UplinkSettings settings) {
        this.outlet = outlet;
        this.down = settings.topics().down(settings.device(), Topics.Down.VAULT);
        this.up = settings.topics().up(settings.device(), Topics.Up.VAULT);
    }

    String topic() {
        return down;
    }

    /** Where there is no vault, nobody answers. */
    void received(Received message) {
        Consumer<byte[]> now = taker;
        if (now != null) {
            now.accept(message.payload());
        }
    }

    @Override
    public void onBatch(Consumer<byte[]> enqueue) {
        taker = enqueue;
    }

    @Override
    public void send(Ack ack) {
        outlet.send(Message.of(up, Json.write(ack)));
    }
}

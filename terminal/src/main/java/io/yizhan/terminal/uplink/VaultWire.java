package io.yizhan.terminal.uplink;

import io.yizhan.protocol.journal.Ack;
import java.util.function.Consumer;

/** The hub's journal on its way to this terminal's vault, and the vault's answers. For any thread. */
public interface VaultWire {

    /** Who takes the batches; called on the link's thread, may only enqueue. */
    void onBatch(Consumer<byte[]> enqueue);

    void send(Ack ack);
}

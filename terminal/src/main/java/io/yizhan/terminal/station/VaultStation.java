package io.yizhan.terminal.station;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.uplink.VaultWire;
import io.yizhan.terminal.vault.Vault;
import io.yizhan.terminal.vault.VaultException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hub's own journal, so that a hall outlives its hub's disk; nobody sees or hears it. The table of
 * verdicts of a
 * terminal's journal, with the sides changed: the hub ships, this answers, and what it acknowledged is on its disk.
 */
public final class VaultStation implements Station {

    /** The hub has 4 on their way, and hellos; one more is dropped, and shipped again. */
    private static final int BATCHES_WAITING_MAX = 16;

    private static final int BUSY_RETRY_MS = 10_000;
    private static final long LOOK_EVERY_S = 5;
    private static final String PART = "vault";
    private static final String FULL = "vault-full";
    private static final String BROKEN = "vault-broken";
    private static final Logger LOG = LoggerFactory.getLogger(VaultStation.class);

    private final StationId id;
    private final Surroundings place;
    private final Faults faults;
    private final VaultWire wire;
    private final Vault vault;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING_MAX);

    public VaultStation(StationId id, Surroundings place, VaultWire wire, Vault vault) {
        this.id = id;
        this.place = place;
        this.faults = place.faultsOf(id);
        this.wire = wire;
        this.vault = vault;
        wire.onBatch(payload -> {
            if (!waiting.offer(payload)) {
                LOG.atWarn().addKeyValue("station", id).log("a batch for the vault is dropped; it comes again");
            }
        });
    }

    @Override
    public StationKind kind() {
        return StationKind.VAULT;
    }

    @Override
    public StationId id() {
        return id;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public List<Face> faces() {
        return List.of();
    }

    @Override
    public void serve(Runnable serving) throws InterruptedException {
        serving.run();
        while (true) {
            byte[] payload = waiting.poll(LOOK_EVERY_S, TimeUnit.SECONDS);
            if (payload != null) {
                answer(payload);
            }
        }
    }

    private void answer(byte[] payload) {
        HubStatus hub = place.hall().hub().orElse(null);
        StoreId store = hub == null ? null : hub.store();
        Long epoch = hub == null ? null : hub.epoch();
        if (store == null || epoch == null) {
            return; // whose journal it is, is not known yet; the hub asks again
        }
        Batch batch;
        try {
            batch = Batch.read(payload);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("station", id).log("a batch for the vault is refused: {}", e.getMessage());
            send(Verdict.REFUSED, store, epoch, null);
            return;
        }
        try {
            long newest = vault.newestEpoch(store, epoch);
            if (newest > epoch) {
                LOG.atWarn().addKeyValue("station", id).log("an older copy of the hub runs: nothing of it is kept");
                send(Verdict.REFUSED, store, newest, null);
                return;
            }
            Vault.Answer kept = vault.take(store, epoch, batch);
            boolean nothingIsLeft = batch.isHello() && kept.verdict() == Verdict.REPEAT;
            if (kept.verdict() == Verdict.APPLIED || nothingIsLeft) {
                faults.clearOthers(PART, null);
            }
            send(batch, kept, store, newest, null);
        } catch (VaultException e) {
            String kind = switch (e.kind()) {
                case FULL -> FULL;
                case BROKEN -> BROKEN;
            };
            faults.clearOthers(PART, kind);
            faults.raise(PART, kind, e.getMessage());
            e.held()
                    .ifPresentOrElse(
                            held -> send(batch, held, store, epoch, BUSY_RETRY_MS),
                            () -> send(Verdict.BUSY, store, epoch, BUSY_RETRY_MS));
        }
    }

    private void send(Batch batch, Vault.Answer kept, StoreId store, long epoch, @Nullable Integer retryMs) {
        JournalId journal = batch.header().journal();
        Long from = batch.header().from();
        send(journal, from, kept.through(), kept.hash(), kept.verdict(), store, epoch, retryMs);
    }

    /** Of no journal: what is held of it is not said. */
    private void send(Verdict verdict, StoreId store, long epoch, @Nullable Integer retryMs) {
        send(null, null, null, null, verdict, store, epoch, retryMs);
    }

    private void send(
            @Nullable JournalId journal,
            @Nullable Long from,
            @Nullable Long through,
            @Nullable Hash hash,
            Verdict verdict,
            StoreId store,
            long epoch,
            @Nullable Integer retryMs) {
        wire.send(new Ack(
                journal,
                from,
                through,
                hash,
                verdict,
                store,
                epoch,
                place.clock().boot(),
                place.clock().upMs(),
                place.clock().now(),
                retryMs));
    }
}

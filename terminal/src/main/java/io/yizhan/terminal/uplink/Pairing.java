package io.yizhan.terminal.uplink;

import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose acks count: those of the hub's database that was seen first, and of no epoch older than the newest seen. */
final class Pairing {

    private @Nullable StoreId store;
    private long epoch;

    /** @param store null before any hub was seen */
    Pairing(@Nullable StoreId store, long epoch) {
        this.store = store;
        this.epoch = epoch;
    }

    enum Judgement {
        NOT_OURS,
        OURS,
        /** Ours, and new or restored from a backup: what it had acknowledged before counts no longer. */
        RESTORED
    }

    Judgement judge(Ack ack, List<AckEffect> effects) {
        StoreId paired = store;
        if (paired != null && !paired.equals(ack.store())) {
            effects.add(new AckEffect.Fault(
                    UplinkFault.OTHER_HUB,
                    "acks come from the hub database " + ack.store() + ", this terminal is paired with " + paired
                            + ": if the hub was made anew, pair this terminal again"));
            return Judgement.NOT_OURS;
        }
        if (paired != null && ack.epoch() < epoch) {
            effects.add(new AckEffect.Fault(
                    UplinkFault.OLD_EPOCH,
                    "acks come from epoch " + ack.epoch() + " of the hub's database, " + epoch
                            + " has been seen: an old copy of it runs; stop that"));
            return Judgement.NOT_OURS;
        }
        effects.add(new AckEffect.Works(UplinkFault.OTHER_HUB));
        effects.add(new AckEffect.Works(UplinkFault.OLD_EPOCH));
        if (paired != null && ack.epoch() == epoch) {
            return Judgement.OURS;
        }
        store = ack.store();
        epoch = ack.epoch();
        effects.add(new AckEffect.Paired(ack.store(), ack.epoch()));
        return Judgement.RESTORED;
    }
}

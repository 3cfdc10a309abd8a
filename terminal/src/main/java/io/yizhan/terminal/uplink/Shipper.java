package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import io.yizhan.protocol.link.Received;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journal → batches → acks: does what {@link ShipperState} says. Only for the uplink's thread. */
final class Shipper {

    /** Which hub's database this terminal is paired with; forgotten to pair it again. */
    static final String NOTE_STORE = "uplink/store";

    static final String NOTE_EPOCH = "uplink/epoch";

    /** What a header may take of a batch: with every number at its longest it has 450 bytes. */
    private static final int HEADER_BYTES_MAX = 1_024;

    private static final long PRUNE_EVERY_MS = 3_600_000;

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    private final Journal journal;
    private final HallClock clock;
    private final String topic;
    private final Outlet outlet;
    private final Faults faults;
    private final ShipperState state;
    private long pruneAtMs;

    /** Whom this terminal is paired with, while the disk does not take it; null once it is written down. */
    private AckEffect.@Nullable Paired unwritten;

    Shipper(Journal journal, HallClock clock, UplinkSettings settings, Outlet outlet, Faults faults)
            throws JournalException {
        this.journal = journal;
        this.clock = clock;
        this.topic = settings.topics().up(settings.device(), Topics.Up.JOURNAL);
        this.outlet = outlet;
        this.faults = faults;
        Optional<StoreId> store = journal.note(NOTE_STORE).map(StoreId::new);
        long epoch = journal.note(NOTE_EPOCH).map(Long::parseLong).orElse(0L);
        this.state = new ShipperState(store.orElse(null), epoch);
    }

    void connected() {
        state.connected(clock.upMs());
    }

    void disconnected() {
        state.disconnected();
    }

    void hubAppeared() {
        state.hubAppeared();
    }

    /** Sends what is due. Returns the uptime at which to be called again if nothing happens before. */
    long work() {
        try {
            prune();
            while (true) {
                switch (state.next(clock.upMs(), extent())) {
                    case Next.Hello hello -> hello();
                    case Next.Ship(long from) -> ship(from);
                    case Next.Rest(long untilMs) -> {
                        return untilMs;
                    }
                }
            }
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("the journal cannot be shipped now");
            state.failed(clock.upMs());
            return clock.upMs() + ShipperState.PAUSE_STEP.toMillis();
        }
    }

    void acked(Received message) {
        Ack ack;
        try {
            ack = Json.read(message.payload(), Ack.class);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("an ack that cannot be read is ignored");
            return;
        }
        writePairing();
        try {
            ShipperState.Extent extent = extent();
            Optional<Hash> own = ownHash(ack, extent);
            for (AckEffect effect : state.acked(ack, clock.upMs(), extent, own)) {
                carryOut(effect, ack, extent, message.arrivedMs());
            }
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("what an ack says cannot be followed now");
            state.failed(clock.upMs());
        }
    }

    /** What became of a batch that was handed to the broker. */
    void published(Published outcome) {
        switch (outcome) {
            case Published.Delivered delivered -> {}
            case Published.Refused(int code) -> {
                faults.raise(
                        UplinkFault.NOT_ALLOWED,
                        "the broker refuses " + topic + " with code " + code
                                + ": does its access list know this device? Add it on the hub with 'device add'");
                state.failed(clock.upMs());
            }
            case Published.Failed(String reason) ->
                LOG.atDebug().addKeyValue("why", reason).log("a batch was not sent");
        }
    }

    /** Our hash at the ack's through, to compare; empty where it is not about what we hold. */
    private Optional<Hash> ownHash(Ack ack, ShipperState.Extent extent) throws JournalException {
        Long through = ack.through();
        return through == null || through > extent.last() || !extent.id().equals(ack.journal())
                ? Optional.empty()
                : journal.hash(through);
    }

    private void carryOut(AckEffect effect, Ack ack, ShipperState.Extent extent, long arrivedMs)
            throws JournalException {
        switch (effect) {
            case AckEffect.Heard heard -> clock.heard(ack, arrivedMs);
            case AckEffect.Paired paired -> {
                LOG.atInfo()
                        .addKeyValue("store", paired.store())
                        .addKeyValue("epoch", paired.epoch())
                        .log("paired with this hub");
                unwritten = paired;
                writePairing();
            }
            case AckEffect.Acknowledged(long through) -> journal.acknowledged(extent.id(), through, ack.at());
            case AckEffect.BeginAnew(String reason) -> {
                LOG.atError().addKeyValue("why", reason).log("the journal forked");
                journal.beginAnew();
            }
            case AckEffect.Fault(UplinkFault kind, String detail) -> faults.raise(kind, detail);
            case AckEffect.Works(UplinkFault kind) -> faults.clear(kind);
        }
    }

    /**
     * Tried with each ack until it is done, for after a restart an old copy of the hub would be followed. What the ack
     * says is followed all the same: it may be what makes room.
     */
    private void writePairing() {
        AckEffect.Paired paired = unwritten;
        if (paired == null) {
            return;
        }
        try {
            journal.remember(
                    new Note(NOTE_STORE, paired.store().text()), new Note(NOTE_EPOCH, Long.toString(paired.epoch())));
            unwritten = null;
        } catch (JournalException e) { // the journal's trouble is told by who records
            LOG.atDebug().setCause(e).log("whom this terminal is paired with cannot be written down now");
        }
    }

    private void hello() throws JournalException {
        Journal.Standing now = journal.standing();
        long from = now.last() + 1;
        Optional<Hash> before = journal.hash(now.last());
        if (journal.id().equals(now.id())) {
            send(now, from, before.orElseThrow(), List.of());
            state.helloSent(from, clock.upMs());
        }
    }

    /** Nothing is sent when another journal began meanwhile: what was read may be of either. */
    private void ship(long from) throws JournalException {
        JournalId id = journal.id();
        Optional<Hash> before = journal.hash(from - 1);
        List<byte[]> lines = journal.read(from, Batch.ENTRIES_MAX, Batch.BYTES_MAX - HEADER_BYTES_MAX);
        Journal.Standing now = journal.standing();
        if (now.id().equals(id)) {
            send(now, from, before.orElseThrow(), lines);
            state.shipped(from + lines.size() - 1, clock.upMs());
        }
    }

    private void send(Journal.Standing now, long from, Hash before, List<byte[]> lines) {
        Header header = new Header(
                now.id(),
                from,
                before,
                now.oldest(),
                now.last(),
                clock.boot(),
                now.upMs(),
                clock.heard().orElse(null));
        outlet.publish(Message.of(topic, new Batch(header, lines).write()), this::published);
    }

    private void prune() throws JournalException {
        var hubNow = clock.hubNow();
        if (hubNow.isPresent() && clock.upMs() >= pruneAtMs) {
            pruneAtMs = clock.upMs() + PRUNE_EVERY_MS;
            journal.prune(hubNow.get());
        }
    }

    private ShipperState.Extent extent() {
        return new ShipperState.Extent(journal.id(), journal.oldest(), journal.last());
    }
}

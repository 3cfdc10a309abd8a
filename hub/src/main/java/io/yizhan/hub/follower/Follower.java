package io.yizhan.hub.follower;

import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Verdict;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Follows every terminal's journal: batches in, one ack for each batch out, after the commit.
 *
 * <pre>
 *   callback → {@link #received} → queue → follower's thread: storm? → read → {@link Database#write} → commit → ack
 * </pre>
 *
 * A full queue drops the batch, and a batch without an ack is shipped again. Batches of one device are committed in the
 * order in which they came; those of several devices share a commit.
 */
public final class Follower implements AutoCloseable {

    /** Batches that wait to be read: 16 MB at most. */
    static final int BATCHES_WAITING_MAX = 256;

    /**
     * Batches that are read and wait for their commit. One takes several times its bytes then, and a heap that is
     * nearly full of them is collected over and over.
     */
    static final int READ_AHEAD_MAX = 12;

    /** How long a terminal is asked to wait when the hub could not commit. */
    static final int BUSY_RETRY_MS = 2_000;

    /**
     * Bad entries of one device in any 60 s that are taken without a pause, unless the hall's settings say otherwise.
     */
    public static final int BAD_ENTRIES_USUAL = Storm.BAD_ENTRIES_MAX;

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Database database;
    private final BatchWriter writer;
    private final MachineClock clock;
    private final ZoneId zone;
    private final Identity identity;
    private final AckSender acks;
    private final int badEntriesMax;
    private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(BATCHES_WAITING_MAX);
    private final Semaphore readAhead = new Semaphore(READ_AHEAD_MAX);
    private final Map<DeviceId, Storm> storms = new HashMap<>();
    private final Complaints refused = new Complaints();
    private final Thread thread;
    private volatile boolean closed;

    /** @param badEntriesMax of one device in any 60 s; after more it waits */
    public Follower(
            Database database,
            BatchWriter writer,
            MachineClock clock,
            ZoneId zone,
            Identity identity,
            AckSender acks,
            int badEntriesMax) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
        this.zone = zone;
        this.identity = identity;
        this.acks = acks;
        this.badEntriesMax = badEntriesMax;
        this.thread = Thread.ofPlatform().name("hub-follower").start(this::loop);
    }

    private record Arrival(DeviceId device, byte[] payload, long arrivedMs) {}

    /**
     * Takes a batch; for a callback.
     *
     * @param device the sender, by the topic
     * @param arrivedMs the hub's uptime when it arrived
     */
    public void received(DeviceId device, byte[] payload, long arrivedMs) {
        if (!queue.offer(new Arrival(device, payload, arrivedMs))) {
            LOG.atWarn()
                    .addKeyValue("device", device)
                    .log("a batch is dropped, the follower's queue is full; it comes again");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!closed) {
            try {
                followOrComplain(queue.take());
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    private void followOrComplain(Arrival arrival) throws InterruptedException {
        try {
            follow(arrival);
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("device", arrival.device())
                    .log("a bug: a batch stays without an answer and comes again", bug);
        }
    }

    private void follow(Arrival arrival) throws InterruptedException {
        Batch batch;
        try {
            batch = Batch.read(arrival.payload());
        } catch (UnreadableException e) {
            OptionalInt times = refused.due(arrival.device(), clock.upMs());
            if (times.isPresent()) {
                LOG.atWarn()
                        .addKeyValue("device", arrival.device())
                        .addKeyValue("times", times.getAsInt())
                        .log("a batch is refused: {}", e.getMessage());
            }
            acks.send(arrival.device(), ack(null, null, Verdict.REFUSED, null));
            return;
        }
        if (stormWaitMs(arrival.device()) > 0) {
            letWait(arrival.device(), batch);
            return;
        }
        ReadBatch read = ReadBatch.of(batch);
        readAhead.acquire();
        var written = database.write(tx -> write(tx, arrival, read));
        var _ = written.whenComplete((outcome, failure) -> {
            readAhead.release();
            if (failure != null) {
                // What the disk has is told once; a line for each batch would help to fill it.
                LOG.atLevel(database.trouble().isPresent() ? Level.DEBUG : Level.ERROR)
                        .addKeyValue("device", arrival.device())
                        .log("a batch could not be committed", failure);
                Thread.ofVirtual().start(() -> busy(arrival.device(), batch, BUSY_RETRY_MS));
                return;
            }
            if (outcome.isEmpty()) {
                Thread.ofVirtual().start(() -> letWait(arrival.device(), batch));
                return;
            }
            acks.send(
                    arrival.device(),
                    ack(batch, outcome.get().mark(), outcome.get().verdict(), null));
        });
    }

    /** Empty when a batch just before it, perhaps in the same commit, has made its device wait. */
    private Optional<BatchWriter.Outcome> write(Tx tx, Arrival arrival, ReadBatch batch) throws SQLException {
        DeviceId device = arrival.device();
        if (stormWaitMs(device) > 0) {
            return Optional.empty();
        }
        BatchWriter.Outcome outcome = writer.write(tx, device, batch, arrival.arrivedMs());
        if (crossesTheLine(device, outcome.badEntries())) {
            LOG.atError().addKeyValue("device", device).log("a storm of bad entries: this device waits");
            writer.alarm(
                    tx,
                    device,
                    "storm",
                    "more than " + badEntriesMax + " bad entries within " + Storm.WINDOW_MS / 1000
                            + " s: the hub takes nothing from it for a while; look at its quarantine");
        }
        return Optional.of(outcome);
    }

    private void letWait(DeviceId device, Batch batch) {
        long wait = Math.max(1, stormWaitMs(device));
        busy(device, batch, Math.toIntExact(Math.min(wait, Ack.RETRY_MS_MAX)));
    }

    private long stormWaitMs(DeviceId device) {
        synchronized (storms) {
            Storm storm = storms.get(device);
            return storm == null ? 0 : storm.waitMs(clock.upMs());
        }
    }

    /** Counted before the commit: what fails to commit comes again, and the device waits a little sooner. */
    private boolean crossesTheLine(DeviceId device, int badEntries) {
        if (badEntries == 0) {
            return false;
        }
        synchronized (storms) {
            return storms.computeIfAbsent(device, any -> new Storm(badEntriesMax))
                    .count(badEntries, clock.upMs());
        }
    }

    /**
     * Answers busy with where the journal stands; another device's journal is refused all the same, which comes first.
     * A hub that cannot even read says busy alone, and promises nothing.
     */
    private void busy(DeviceId device, Batch batch, int retryMs) {
        Ack answer;
        try {
            JournalId journal = batch.header().journal();
            answer = database.read(
                    rows -> writer.otherOwner(rows, device, journal).isPresent()
                            ? ack(batch, Watermark.unseen(device, journal), Verdict.REFUSED, null)
                            : ack(batch, writer.watermark(rows, device, journal), Verdict.BUSY, retryMs));
        } catch (StoreException e) {
            LOG.atLevel(database.trouble().isPresent() ? Level.DEBUG : Level.ERROR)
                    .addKeyValue("device", device)
                    .log("where a journal stands cannot be read", e);
            answer = ack(null, null, Verdict.BUSY, retryMs);
        }
        acks.send(device, answer);
    }

    private Ack ack(@Nullable Batch batch, @Nullable Watermark mark, Verdict verdict, @Nullable Integer retryMs) {
        return new Ack(
                batch == null ? null : batch.header().journal(),
                batch == null ? null : batch.header().from(),
                mark == null ? null : mark.through(),
                mark == null ? null : mark.hash(),
                verdict,
                identity.store(),
                identity.epoch(),
                clock.boot(),
                clock.upMs(),
                Instant.ofEpochMilli(clock.wallMs()).atZone(zone).toOffsetDateTime(),
                retryMs);
    }
}

package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Ack;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A follower on a real database, in made-up time. Nobody here may say {@code rating-missed}, and no record takes a
 * {@code rating-void}.
 */
final class FollowerBench implements AutoCloseable {

    final HandClock clock = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(100));
    final BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();
    final CountDownLatch held = new CountDownLatch(1);
    final Database database;
    final Follower follower;
    private volatile @Nullable CountDownLatch holding;
    private volatile boolean failing;

    FollowerBench(Path folder, int badEntriesMax) {
        database = Database.open(folder.resolve("hub.db"));
        database.writeAndWait(tx -> tx.update("CREATE TABLE IF NOT EXISTS tally (seq BIGINT PRIMARY KEY)"));
        Book book = new Book(
                database,
                clock,
                PaperTerminal.ZONE,
                List.of(new AlarmProjection(), new TallyWithoutVoids()),
                List.of(AlarmRaised.class, BatchTimed.class));
        Rights noRatings = (rows, device) ->
                fact -> fact instanceof RatingMissed ? Optional.of("a kiosk takes no ratings") : Optional.empty();
        follower = new Follower(
                database,
                new BatchWriter(book, noRatings, clock),
                clock,
                PaperTerminal.ZONE,
                database.writeAndWait(Identity::of),
                this::send,
                badEntriesMax);
    }

    /** Writes every entry of a terminal down before it looks at it. */
    private static final class TallyWithoutVoids implements Projection {
        @Override
        public List<String> tables() {
            return List.of("tally");
        }

        @Override
        public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
            if (!entry.device().isHub()) {
                tx.append("INSERT INTO tally (seq) VALUES (?) ON CONFLICT DO NOTHING", entry.seq());
            }
            if (entry.fact() instanceof RatingVoid) {
                throw new RuleBrokenException("no such session");
            }
        }
    }

    /** The next ack waits for this, with the follower's thread. */
    void holdAcks(CountDownLatch until) {
        holding = until;
    }

    /** The next ack fails by a bug of ours. */
    void failNextAck() {
        failing = true;
    }

    Ack ship(PaperTerminal from, byte[] payload) throws InterruptedException {
        return ship(from.device, payload);
    }

    /** Waits for the one ack; what came before and was not waited for stays in {@link #acks}. */
    Ack ship(DeviceId from, byte[] payload) throws InterruptedException {
        int before = acks.size();
        follower.received(from, payload, clock.upMs());
        if (before > 0) {
            await().until(() -> acks.size() > before);
            Ack ack = acks.stream().skip(before).findFirst().orElseThrow();
            acks.remove(ack);
            return ack;
        }
        Ack ack = acks.poll(10, TimeUnit.SECONDS);
        assertThat(ack).as("each batch has exactly one ack").isNotNull();
        return ack;
    }

    /** Of the entries of this terminal's journal, in their order. */
    List<String> fates(PaperTerminal of) {
        return database.read(rows -> rows.list(
                "SELECT fate FROM entry WHERE journal = ? ORDER BY seq", row -> row.text("fate"), of.journal));
    }

    /** What the records have of terminals' entries. */
    List<Long> tally() {
        return database.read(rows -> rows.list("SELECT seq FROM tally ORDER BY seq", row -> row.number("seq")));
    }

    String reason(PaperTerminal of, long seq) {
        return database.read(rows -> rows.one(
                        "SELECT reason FROM entry WHERE journal = ? AND seq = ?",
                        row -> String.valueOf(row.textOrNull("reason")),
                        of.journal,
                        seq)
                .orElseThrow());
    }

    /** As it is kept. */
    byte[] line(PaperTerminal of, long seq) {
        return database.read(rows -> rows.one(
                        "SELECT line FROM entry WHERE journal = ? AND seq = ?",
                        row -> row.bytes("line"),
                        of.journal,
                        seq)
                .orElseThrow());
    }

    long through(PaperTerminal of) {
        return database.read(
                rows -> rows.number("SELECT through FROM journal WHERE journal = ? AND device <> 'hub'", of.journal));
    }

    List<String> alarms() {
        return database.read(rows -> rows.list("SELECT kind FROM alarm ORDER BY alarm", row -> row.text("kind")));
    }

    private void send(DeviceId device, Ack ack) {
        CountDownLatch until = holding;
        if (until != null) {
            holding = null;
            held.countDown();
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (failing) {
            failing = false;
            throw new IllegalStateException("a bug of ours, on purpose");
        }
        acks.add(ack);
    }

    @Override
    public void close() {
        follower.close();
        database.close();
    }
}

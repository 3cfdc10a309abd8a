package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.follower.BatchWriter;
import io.yizhan.hub.follower.Follower;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Chain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The hub's real follower and book on SQLite. */
final class FollowingHub implements AutoCloseable {

    private final Path file;
    private final MachineClock clock;
    private final BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();
    private Database database;
    private Follower follower;

    FollowingHub(Path folder, MachineClock clock) {
        this.file = folder.resolve("hub.db");
        this.clock = clock;
        open();
    }

    private void open() {
        database = Database.open(file);
        Book book = new Book(
                database,
                clock,
                PaperTerminal.ZONE,
                List.of(new AlarmProjection(), new TimesProjection(List.of())),
                List.of(AlarmRaised.class, BatchTimed.class));
        follower = new Follower(
                database,
                new BatchWriter(book, (rows, device) -> fact -> Optional.empty(), clock),
                clock,
                PaperTerminal.ZONE,
                database.writeAndWait(Identity::of),
                (device, ack) -> acks.add(ack),
                Follower.BAD_ENTRIES_USUAL);
    }

    /** @return the ack as it goes onto the wire */
    byte[] take(DeviceId from, byte[] batch) throws InterruptedException {
        follower.received(from, batch, clock.upMs());
        @Nullable Ack ack = acks.poll(10, TimeUnit.SECONDS);
        assertThat(ack).as("each batch has exactly one ack").isNotNull();
        return Json.write(ack);
    }

    void restart() {
        close();
        open();
    }

    void backUpTo(Path backup) throws IOException {
        close();
        Files.copy(file, backup, StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    /** A restore raises the epoch, and never gives one again that was seen. */
    void restore(Path backup, long epoch) throws IOException {
        close();
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        try (Database raised = Database.open(file)) {
            raised.writeAndWait(tx -> tx.update("UPDATE store SET epoch = ?", epoch));
        }
        open();
    }

    /** Commits fail until {@link #room}. */
    void fill() {
        database.writeAndWait(tx -> tx.update("ALTER TABLE exchange RENAME TO no_room"));
    }

    void room() {
        database.writeAndWait(tx -> tx.update("ALTER TABLE no_room RENAME TO exchange"));
    }

    /** What the records are a fold of. */
    List<byte[]> folded(DeviceId device) {
        return database.read(rows -> rows.list(
                "SELECT line FROM entry WHERE device = ? AND fate = 'folded' ORDER BY position",
                row -> row.bytes("line"),
                device));
    }

    long through(DeviceId device, JournalId journal) {
        return database.read(
                rows -> rows.number("SELECT through FROM journal WHERE device = ? AND journal = ?", device, journal));
    }

    /** Every journal's hashes follow one from the other, up to its watermark. */
    void assertChained() {
        for (String journal : database.<List<String>>read(
                rows -> rows.list("SELECT journal FROM journal ORDER BY journal", row -> row.text("journal")))) {
            database.<Boolean>read(rows -> {
                Hash[] hash = {
                    new Hash(rows.one(
                                    "SELECT base_hash FROM journal WHERE journal = ?",
                                    row -> row.text("base_hash"),
                                    journal)
                            .orElseThrow())
                };
                long[] seq = {rows.number("SELECT base FROM journal WHERE journal = ?", journal)};
                rows.list(
                        "SELECT seq, line, hash FROM entry WHERE journal = ? ORDER BY seq",
                        row -> {
                            if (row.number("seq") > seq[0]) {
                                seq[0]++;
                                hash[0] = Chain.next(hash[0], row.bytes("line"));
                                assertThat(row.number("seq")).isEqualTo(seq[0]);
                                assertThat(row.text("hash")).isEqualTo(hash[0].text());
                            }
                            return true;
                        },
                        journal);
                assertThat(seq[0]).isEqualTo(rows.number("SELECT through FROM journal WHERE journal = ?", journal));
                return true;
            });
        }
    }

    @Override
    public void close() {
        follower.close();
        database.close();
    }
}

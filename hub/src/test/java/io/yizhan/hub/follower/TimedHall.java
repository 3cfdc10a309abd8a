package io.yizhan.hub.follower;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.attendance.AttendanceProjection;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TimeSettled;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.evaluation.EvaluationProjection;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A hub and a reader whose clocks are moved by hand, with nothing between them but time. */
final class TimedHall implements AutoCloseable {

    static final Punch PUNCH = new Punch(Punch.Method.PIN, new StaffId("s0123"), null, null, null);
    static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");
    static final List<Class<? extends HubFact>> FACTS = List.of(AlarmRaised.class, BatchTimed.class, TimeSettled.class);

    final HandClock hub = new HandClock(MORNING, Duration.ofHours(100));
    final HandClock pi = new HandClock(MORNING, Duration.ofHours(1));
    final PaperTerminal reader = new PaperTerminal("reader-1", pi);
    final Database database;
    final Book book;
    final BatchWriter writer;

    TimedHall(Path file) {
        database = Database.open(file);
        book = new Book(database, hub, PaperTerminal.ZONE, projections(), FACTS);
        writer = new BatchWriter(book, (rows, device) -> fact -> Optional.empty(), hub);
    }

    static List<Projection> projections() {
        List<Projection> domains = List.of(
                new AlarmProjection(),
                new AttendanceProjection(PaperTerminal.ZONE),
                new EvaluationProjection(PaperTerminal.ZONE));
        List<Projection> all = new ArrayList<>(domains);
        all.add(new TimesProjection(domains));
        return all;
    }

    void pass(Duration time) {
        hub.pass(time);
        pi.pass(time);
    }

    BatchWriter.Outcome follow(PaperTerminal terminal, Batch batch) {
        return database.writeAndWait(tx -> writer.write(tx, terminal.device, ReadBatch.of(batch), hub.upMs()));
    }

    /** Everything that the reader has. */
    BatchWriter.Outcome ship() {
        return follow(reader, reader.batch(1, reader.last()));
    }

    /** A hello and its ack, so that both sides are bounded: 20 ms there, 20 ms back. */
    void shakeHands() {
        Batch hello = reader.hello();
        pass(Duration.ofMillis(20));
        follow(reader, hello);
        long sent = hub.upMs();
        pass(Duration.ofMillis(20));
        reader.heard = new Heard(hub.boot(), sent, pi.upMs());
    }

    /** Power off for a while at the reader, and on again; what it heard is forgotten. */
    void rebootReader(Duration off) {
        hub.pass(off);
        pi.reboot(off);
        reader.heard = null;
    }

    TrueTime time(long seq) {
        return time(reader, seq);
    }

    TrueTime time(PaperTerminal terminal, long seq) {
        return database.read(rows -> rows.one(
                        "SELECT * FROM entry WHERE journal = ? AND seq = ?", EntryTimes::time, terminal.journal, seq)
                .orElseThrow());
    }

    long count(String sql) {
        return database.read(rows -> rows.number(sql));
    }

    void settle(long seq, Instant at) throws RuleBrokenException {
        TimeSettled settled =
                new TimeSettled(reader.device, reader.journal, seq, at.toEpochMilli(), "seen on the camera", "admin");
        Optional<RuleBrokenException> refusal = database.writeAndWait(tx -> {
            try {
                book.decide(tx, settled);
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /** The book as it is with nothing but the hub's own journal: the terminals ship again. */
    void loseAllButTheHubsJournal() {
        database.writeAndWait(tx -> {
            for (String table : List.of("punch", "rating_session", "uncertain_entry", "exchange", "hub_span")) {
                tx.update("DELETE FROM " + table);
            }
            tx.update("DELETE FROM journal WHERE device <> 'hub'");
            return tx.update("DELETE FROM entry WHERE device <> 'hub'");
        });
    }

    @Override
    public void close() {
        database.close();
    }
}

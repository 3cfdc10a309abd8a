package io.yizhan.hub.follower;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.Placement;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.journal.Verdict;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a batch into the book, within one transaction: verdict, true times, entries, watermark, alarms. */
public final class BatchWriter {

    private final Book book;
    private final Rights rights;
    private final MachineClock clock;
    private final Clocks clocks;
    private final BatchTimes times;
    private final LineFormat<Fact> lines = LineFormat.ofTerminals();

    public BatchWriter(Book book, Rights rights, MachineClock clock) {
        this.book = book;
        this.rights = rights;
        this.clock = clock;
        this.clocks = new Clocks(clock);
        this.times = new BatchTimes(clocks);
    }

    /** What became of a batch; {@code mark} is where the journal stands now, {@code badEntries} were set aside. */
    record Outcome(Verdict verdict, Watermark mark, int badEntries) {}

    Watermark watermark(Rows rows, DeviceId device, JournalId journal) throws SQLException {
        return book.watermark(rows, device, journal);
    }

    /** Whose journal this is, if it is another device's. */
    Optional<String> otherOwner(Rows rows, DeviceId device, JournalId journal) throws SQLException {
        return rows.one(
                "SELECT device FROM journal WHERE journal = ? AND device <> ?",
                row -> row.text("device"),
                journal,
                device);
    }

    Void alarm(Tx tx, DeviceId device, String kind, String detail) throws SQLException {
        book.record(tx, AlarmRaised.of(device, kind, detail));
        return null;
    }

    Outcome write(Tx tx, DeviceId device, ReadBatch batch, long arrivedMs) throws SQLException {
        Header header = batch.header();
        JournalId journal = header.journal();
        Optional<String> owner = otherOwner(tx, device, journal);
        if (owner.isPresent()) {
            alarmOnce(
                    tx,
                    device,
                    "journal-twice",
                    "journal " + journal + " belongs to " + owner.get()
                            + ": a card was cloned, or a device got another's settings; give this one a new card or a new bundle");
            return new Outcome(Verdict.REFUSED, Watermark.unseen(device, journal), 0);
        }
        clocks.learn(tx, device, header, arrivedMs);
        Judgement judgement =
                Judgement.of(book.watermark(tx, device, journal), batch, seq -> hash(tx, device, journal, seq));
        if (judgement.verdict() != Verdict.APPLIED) {
            if (judgement.verdict() == Verdict.REPEAT) {
                complete(tx, judgement.mark(), header);
            }
            return new Outcome(judgement.verdict(), judgement.mark(), 0);
        }
        if (judgement.lostFrom() > 0) {
            alarm(
                    tx,
                    device,
                    "loss",
                    "entries " + judgement.lostFrom() + " to "
                            + judgement.mark().base() + " of journal " + journal
                            + " never arrived: the device no longer holds them");
        }
        List<ReadLine> fresh = judgement.fresh();
        List<BatchTimes.Timed> settled = times.settle(tx, judgement.mark(), header, fresh, arrivedMs);
        BatchTimes.record(tx, book, judgement.mark(), fresh, settled);
        Rights.Says says = rights.of(tx, device);
        Origins origins = new Origins(tx, judgement.mark());
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            placements.add(placement(says, origins, fresh.get(i), settled.get(i).time()));
        }
        Watermark mark = book.place(tx, judgement.mark(), placements);
        complete(tx, mark, header);
        return new Outcome(Verdict.APPLIED, mark, bad(tx, device, placements));
    }

    private static Optional<Hash> hash(Tx tx, DeviceId device, JournalId journal, long seq) throws SQLException {
        return tx.one(
                "SELECT hash FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                row -> new Hash(row.text("hash")),
                device,
                journal,
                seq);
    }

    private Placement placement(Rights.Says says, Origins origins, ReadLine read, TrueTime time) throws SQLException {
        Line<Fact> line = read.line();
        byte[] bytes = read.bytes();
        if (line == null) {
            Origin first = lines.origin(bytes).orElse(null);
            Optional<String> elsewhere = origins.standsAt(read, first);
            return elsewhere.isPresent()
                    ? repeated(read, null, time, elsewhere.get(), first)
                    : new Placement(
                            read.hash(), bytes, null, null, time, Fate.QUARANTINED, read.unreadable(), text(first));
        }
        Optional<String> elsewhere = origins.standsAt(read, line.origin());
        if (elsewhere.isPresent()) {
            return repeated(read, line.type(), time, elsewhere.get(), line.origin());
        }
        String origin = text(line.origin());
        Fact fact = line.fact();
        if (fact == null) {
            return new Placement(
                    read.hash(),
                    bytes,
                    line.type(),
                    null,
                    time,
                    Fate.UNKNOWN,
                    "entry type \"" + line.type() + "\" version " + line.v() + " is not known to this hub",
                    origin);
        }
        Optional<String> objection = says.objection(fact);
        return objection.isPresent()
                ? new Placement(read.hash(), bytes, line.type(), fact, time, Fate.QUARANTINED, objection.get(), origin)
                : new Placement(read.hash(), bytes, line.type(), fact, time, Fate.FOLDED, null, origin);
    }

    private static Placement repeated(
            ReadLine read, @Nullable String type, TrueTime time, String elsewhere, @Nullable Origin origin) {
        return new Placement(
                read.hash(),
                read.bytes(),
                type,
                null,
                time,
                Fate.REPEATED,
                "it stands at " + elsewhere + " too",
                text(origin));
    }

    private static @Nullable String text(@Nullable Origin origin) {
        return origin == null ? null : Origins.text(origin);
    }

    /**
     * A journal that is in the book to its end is complete up to the moment at which the header was made: at its
     * earliest, and never back. While nothing places that moment, what was known stays.
     */
    private void complete(Tx tx, Watermark mark, Header header) throws SQLException {
        boolean whole = mark.through() == header.last();
        Instant made = whole
                ? clocks.places(tx, mark.device())
                        .at(header.boot(), header.up())
                        .earliest()
                : null;
        tx.update(
                "UPDATE journal SET oldest = ?, last = ?, complete_ms = CASE WHEN complete_ms IS NULL OR complete_ms < ?"
                        + " THEN ? ELSE complete_ms END WHERE device = ? AND journal = ?",
                header.oldest(),
                header.last(),
                made,
                made,
                mark.device(),
                mark.journal());
    }

    private int bad(Tx tx, DeviceId device, List<Placement> placements) throws SQLException {
        List<Placement> bad = placements.stream()
                .filter(placement -> placement.fate() == Fate.QUARANTINED)
                .toList();
        if (!bad.isEmpty()) {
            alarmOnce(
                    tx,
                    device,
                    "quarantine",
                    "an entry was set aside: " + bad.getFirst().reason());
        }
        return bad.size();
    }

    /** The same alarm of the same device is not raised again within the same hour. */
    private void alarmOnce(Tx tx, DeviceId device, String kind, String detail) throws SQLException {
        AlarmRaised alarm = AlarmRaised.of(device, kind, detail);
        long since = clock.wallMs() - 3_600_000;
        if (tx.number(
                        "SELECT count(*) FROM alarm WHERE device = ? AND kind = ? AND detail = ? AND at_ms > ?",
                        device,
                        kind,
                        alarm.detail(),
                        since)
                == 0) {
            book.record(tx, alarm);
        }
    }
}

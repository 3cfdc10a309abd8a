package io.yizhan.hub.follower;

import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the entries of a batch happened. What the hub's journal has settled before stands: for these entries, and for a
 * line where it first stood. The rest is reckoned now, and becomes an entry of the hub's journal, never to be computed
 * again.
 */
final class BatchTimes {

    private final Clocks clocks;
    private final LineFormat<Fact> lines = LineFormat.ofTerminals();

    BatchTimes(Clocks clocks) {
        this.clocks = clocks;
    }

    /** @param recorded the hub's journal has it already */
    record Timed(TrueTime time, boolean recorded) {}

    List<Timed> settle(Tx tx, Watermark mark, Header header, List<ReadLine> fresh, long arrivedMs) throws SQLException {
        if (fresh.isEmpty()) {
            return List.of();
        }
        DeviceId device = mark.device();
        boolean any = EntryTimes.anyRecorded(
                tx,
                device,
                mark.journal(),
                fresh.getFirst().seq(),
                fresh.getLast().seq());
        List<Optional<TrueTime>> recorded = new ArrayList<>();
        List<Reckoner.@Nullable Moment> moments = new ArrayList<>();
        for (ReadLine read : fresh) {
            Optional<TrueTime> before = any
                    ? EntryTimes.recorded(tx, device, mark.journal(), read.seq(), read.hash(), read.line())
                    : Optional.empty();
            recorded.add(before);
            Line<Fact> line = read.line();
            moments.add(
                    line == null
                            ? null
                            : new Reckoner.Moment(
                                    line.boot(),
                                    line.up(),
                                    line.at().toInstant(),
                                    line.clock(),
                                    before.isPresent() ? before.get() : first(tx, device, line)));
        }
        Reckoner.Edge edge = new Reckoner.Edge(before(tx, mark), header.boot(), clocks.arrival(tx, arrivedMs));
        List<TrueTime> reckoned = new Reckoner(clocks.places(tx, device), edge).settle(moments);
        List<Timed> times = new ArrayList<>();
        for (int i = 0; i < reckoned.size(); i++) {
            times.add(new Timed(
                    recorded.get(i).orElse(reckoned.get(i)), recorded.get(i).isPresent()));
        }
        return times;
    }

    /**
     * Enters what is newly settled into the hub's journal, each unbroken stretch of it in as few entries as it fits.
     */
    static void record(Tx tx, Book book, Watermark mark, List<ReadLine> fresh, List<Timed> times) throws SQLException {
        int start = 0;
        List<BatchTimed.Settled> settled = new ArrayList<>();
        for (int i = 0; i <= fresh.size(); i++) {
            boolean ends = i == fresh.size() || times.get(i).recorded() || settled.size() == BatchTimed.SETTLED_MAX;
            if (ends && i > start) {
                book.record(
                        tx,
                        new BatchTimed(
                                mark.device(),
                                mark.journal(),
                                fresh.get(start).seq(),
                                fresh.get(i - 1).seq(),
                                settled));
            }
            if (ends) {
                settled = new ArrayList<>();
                start = i;
            }
            if (i < fresh.size() && times.get(i).recorded()) {
                start = i + 1;
            } else if (i < fresh.size() && !isAsSaid(times.get(i).time())) {
                settled.add(BatchTimed.Settled.of(
                        fresh.get(i).seq(), fresh.get(i).hash(), times.get(i).time()));
            }
        }
    }

    /** The time of the line where it first stood, if it has one. */
    private static @Nullable TrueTime first(Tx tx, DeviceId device, Line<Fact> line) throws SQLException {
        Origin origin = line.origin();
        if (origin == null) {
            return null;
        }
        Optional<TrueTime> held = tx.one(
                "SELECT at_ms, earliest_ms, latest_ms, time_source, flagged FROM entry"
                        + " WHERE device = ? AND journal = ? AND seq = ? AND hash = ?",
                EntryTimes::time,
                device,
                origin.journal(),
                origin.seq(),
                origin.hash());
        if (held.isEmpty()) {
            held = tx.one(
                    "SELECT at_ms, earliest_ms, latest_ms, time_source, flagged FROM entry"
                            + " WHERE device = ? AND origin = ? ORDER BY position LIMIT 1",
                    EntryTimes::time,
                    device,
                    Origins.text(origin));
        }
        return held.isPresent()
                ? held.get()
                : EntryTimes.recorded(tx, device, origin.journal(), origin.seq(), origin.hash(), line)
                        .orElse(null);
    }

    /** The newest entry that the book has of this journal. */
    private Reckoner.@Nullable Before before(Tx tx, Watermark mark) throws SQLException {
        record Kept(byte[] line, TrueTime time) {}
        Optional<Kept> kept = tx.one(
                "SELECT line, at_ms, earliest_ms, latest_ms, time_source, flagged FROM entry"
                        + " WHERE device = ? AND journal = ? ORDER BY seq DESC LIMIT 1",
                row -> new Kept(row.bytes("line"), EntryTimes.time(row)),
                mark.device(),
                mark.journal());
        if (kept.isEmpty()) {
            return null;
        }
        try {
            Line<Fact> line = lines.read(kept.get().line);
            return new Reckoner.Before(line.boot(), line.up(), kept.get().time);
        } catch (UnreadableException unreadable) {
            return new Reckoner.Before(null, 0, kept.get().time);
        }
    }

    private static boolean isAsSaid(TrueTime time) {
        return time.source() == TrueTime.Source.SYNCED && !time.flagged();
    }
}

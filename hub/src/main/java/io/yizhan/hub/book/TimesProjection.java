package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.LineFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times that the hub's journal has settled. It stands after the other projections: where an admin's word on an
 * entry is known, by whichever way round the two came, it tells them the time once they have folded the entry.
 */
public final class TimesProjection implements Projection {

    /** What is decided about times. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(BatchTimed.class, TimeSettled.class);

    /** Stands in lines that are kept for their fact alone. */
    private static final BootId NO_BOOT = new BootId("00000000-0000-4000-8000-000000000000");

    private final List<Projection> before;
    private final LineFormat<Fact> lines = LineFormat.ofTerminals();

    /** @param before the other projections, which this one follows */
    public TimesProjection(List<Projection> before) {
        this.before = List.copyOf(before);
    }

    @Override
    public List<String> tables() {
        return List.of("timed_range", "timed_entry", "time_settled", "uncertain_entry");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case BatchTimed timed -> timed(tx, timed);
            case TimeSettled settled -> settled(tx, entry, settled);
            default -> uncertain(tx, entry);
        }
    }

    /** Ranges that meet are one, so a journal has few. */
    private static void timed(Tx tx, BatchTimed timed) throws SQLException {
        int longer = tx.update(
                "UPDATE timed_range SET through_seq = ? WHERE device = ? AND journal = ? AND through_seq = ?",
                timed.through(),
                timed.device(),
                timed.journal(),
                timed.from() - 1);
        if (longer == 0) {
            tx.update(
                    "INSERT INTO timed_range (device, journal, from_seq, through_seq) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (device, journal, from_seq) DO UPDATE SET through_seq ="
                            + " max(through_seq, excluded.through_seq)",
                    timed.device(),
                    timed.journal(),
                    timed.from(),
                    timed.through());
        }
        for (BatchTimed.Settled settled : timed.settled()) {
            tx.update(
                    "INSERT INTO timed_entry (device, journal, seq, hash, at_ms, earliest_ms, latest_ms, time_source,"
                            + " flagged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    timed.device(),
                    timed.journal(),
                    settled.seq(),
                    settled.hash() == null ? "" : settled.hash(),
                    settled.at(),
                    settled.earliest(),
                    settled.latest(),
                    settled.source(),
                    settled.flagged());
        }
    }

    private void settled(Tx tx, Entry decision, TimeSettled settled) throws SQLException, RuleBrokenException {
        refuseOutsideBounds(tx, settled);
        tx.update(
                "INSERT INTO time_settled (device, journal, seq, at_ms, reason, account, decided_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, journal, seq) DO UPDATE SET"
                        + " at_ms = excluded.at_ms, reason = excluded.reason, account = excluded.account,"
                        + " decided_ms = excluded.decided_ms",
                settled.device(),
                settled.journal(),
                settled.seq(),
                settled.at(),
                settled.reason(),
                settled.by(),
                decision.time().at());
        Optional<Entry> entry = uncertain(tx, settled.device(), settled.journal(), settled.seq());
        if (entry.isPresent()) {
            retime(tx, entry.get(), Instant.ofEpochMilli(settled.at()));
        }
    }

    /** Judged by what the hub's own journal says of the entry, so the entry itself need not be here. */
    private static void refuseOutsideBounds(Tx tx, TimeSettled settled) throws SQLException, RuleBrokenException {
        List<Span> bounds = tx.list(
                "SELECT earliest_ms, latest_ms FROM timed_entry WHERE device = ? AND journal = ? AND seq = ?"
                        + " AND time_source = 'uncertain'",
                row -> new Span(row.instant("earliest_ms"), row.instant("latest_ms")),
                settled.device(),
                settled.journal(),
                settled.seq());
        String place = "entry " + settled.seq() + " of " + settled.device();
        if (bounds.isEmpty()) {
            throw new RuleBrokenException(
                    BookRule.NOT_UNCERTAIN,
                    "the time of " + place + " is not uncertain: there is nothing to settle",
                    settled.seq(),
                    settled.device());
        }
        Instant at = Instant.ofEpochMilli(settled.at());
        if (bounds.stream().noneMatch(span -> span.holds(at))) {
            throw new RuleBrokenException(
                    BookRule.OUTSIDE_BOUNDS,
                    at + " is outside the bounds of " + place + ", "
                            + bounds.getFirst().earliest() + " to "
                            + bounds.getFirst().latest()
                            + ": settle it at a moment between them",
                    settled.seq(),
                    settled.device(),
                    upToSecond(bounds.getFirst().earliest()),
                    bounds.getFirst().latest());
        }
    }

    private static @Nullable Instant upToSecond(@Nullable Instant at) {
        return at == null ? null : at.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }

    private void uncertain(Tx tx, Entry entry) throws SQLException {
        if (entry.time().source() != TrueTime.Source.UNCERTAIN || !(entry.fact() instanceof Fact fact)) {
            return;
        }
        tx.update(
                "INSERT INTO uncertain_entry (device, journal, seq, hash, type, line, at_ms, earliest_ms, latest_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.device(),
                entry.journal(),
                entry.seq(),
                entry.hash(),
                Json.wireName(fact.getClass()),
                lines.write(entry.time().at().atOffset(ZoneOffset.UTC), ClockTrust.UNSYNCED, NO_BOOT, 0, fact),
                entry.time().at(),
                entry.time().earliest(),
                entry.time().latest());
        Optional<Instant> at = tx.one(
                "SELECT at_ms FROM time_settled WHERE device = ? AND journal = ? AND seq = ?",
                row -> row.instant("at_ms"),
                entry.device(),
                entry.journal(),
                entry.seq());
        if (at.isPresent()) {
            retime(tx, entry, at.get());
        }
    }

    private void retime(Tx tx, Entry entry, Instant at) throws SQLException {
        Entry settled = new Entry(
                entry.device(), entry.journal(), entry.seq(), entry.hash(), TrueTime.settled(at), entry.fact());
        for (Projection projection : before) {
            projection.retime(tx, settled);
        }
    }

    private Optional<Entry> uncertain(Tx tx, DeviceId device, JournalId journal, long seq) throws SQLException {
        return tx.one(
                "SELECT hash, line, at_ms, earliest_ms, latest_ms FROM uncertain_entry"
                        + " WHERE device = ? AND journal = ? AND seq = ?",
                row -> new Entry(
                        device,
                        journal,
                        seq,
                        new Hash(row.text("hash")),
                        new TrueTime(
                                row.instant("at_ms"),
                                row.instant("earliest_ms"),
                                row.instant("latest_ms"),
                                TrueTime.Source.UNCERTAIN,
                                false),
                        UncertainTimes.fact(row.bytes("line"))),
                device,
                journal,
                seq);
    }
}

package io.yizhan.hub.attendance.month;

import io.yizhan.hub.attendance.reckoning.Covered;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.staff.Readers;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of which times nothing is missing that a reader recorded. A journal covers from its first entry on, the device's
 * first one from ever, up to what its headers said, without the holes that its lost and unreadable entries leave
 * between their neighbours:
 *
 * <pre>
 *   journal 1  ────────────────────── complete_ms    header said: nothing before is missing
 *   journal 2                              first entry ─────[lost 7–9]──────── complete_ms
 *   covered    ──────────────────────      ─────────────────          ────────
 * </pre>
 *
 * What lies between two journals nobody knows: a file that was set aside may have held more than was shipped.
 */
final class ReaderCoverage {

    private static final Instant EVER = Instant.EPOCH;

    private ReaderCoverage() {}

    static Map<DeviceId, List<Covered>> of(Rows rows, HallHours hours) throws SQLException {
        Map<JournalId, List<Hole>> holes = holes(rows);
        Map<DeviceId, List<Covered>> covered = new HashMap<>();
        Map<DeviceId, List<Known>> journals = new HashMap<>();
        for (Known journal : journals(rows)) {
            journals.computeIfAbsent(journal.device, _ -> new ArrayList<>()).add(journal);
        }
        for (Map.Entry<DeviceId, List<Known>> device : journals.entrySet()) {
            List<Covered> spans = new ArrayList<>();
            Instant first = device.getValue().stream()
                    .map(Known::start)
                    .min(Instant::compareTo)
                    .orElse(EVER);
            for (Known journal : device.getValue()) {
                Instant from = journal.start.equals(first) ? EVER : journal.start;
                spans.addAll(spans(rows, journal, from, holes.getOrDefault(journal.journal, List.of()), hours));
            }
            covered.put(device.getKey(), List.copyOf(spans));
        }
        return covered;
    }

    /** @param start when its first own entry happened, at the latest */
    private record Known(
            DeviceId device,
            JournalId journal,
            Instant start,
            @Nullable Instant complete) {}

    private static List<Known> journals(Rows rows) throws SQLException {
        return rows.list(
                "SELECT j.device, j.journal, j.complete_ms, (SELECT e.latest_ms FROM entry e WHERE e.device = j.device"
                        + " AND e.journal = j.journal AND e.origin IS NULL ORDER BY e.seq LIMIT 1) AS start_ms"
                        + " FROM journal j WHERE j.device IN (" + Readers.ALL + ")",
                ReaderCoverage::known);
    }

    private static Known known(Row row) throws SQLException {
        Instant complete = row.instantOrNull("complete_ms");
        Instant start = row.instantOrNull("start_ms");
        return new Known(
                new DeviceId(row.text("device")),
                new JournalId(row.text("journal")),
                start == null ? complete == null ? EVER : complete : start,
                complete);
    }

    private static List<Covered> spans(Rows rows, Known journal, Instant from, List<Hole> holes, HallHours hours)
            throws SQLException {
        List<Covered> spans = new ArrayList<>();
        Instant reached = from;
        Instant to = journal.complete;
        if (to == null) {
            return spans;
        }
        for (Hole hole : holes) {
            Instant before = neighbour(rows, journal, hole.from - 1, "earliest_ms", EVER);
            Instant after = neighbour(rows, journal, hole.through + 1, "latest_ms", to);
            add(spans, reached, before.isAfter(to) ? to : before, hours);
            reached = after.isAfter(reached) ? after : reached;
        }
        add(spans, reached, to, hours);
        return spans;
    }

    private static void add(List<Covered> spans, Instant from, Instant to, HallHours hours) {
        if (from.isBefore(to)) {
            spans.add(new Covered(hours.of(from), hours.of(to)));
        }
    }

    private record Hole(JournalId journal, long from, long through) {}

    /**
     * What never arrived, and what arrived and could not be read: either may have been a punch. Of all journals at
     * once: asked for one of them, the database looks through all its entries.
     */
    private static Map<JournalId, List<Hole>> holes(Rows rows) throws SQLException {
        Map<JournalId, List<Hole>> holes = new HashMap<>();
        for (Hole hole : rows.list(
                "SELECT journal, from_seq, through_seq FROM loss UNION ALL SELECT journal, seq, seq FROM entry"
                        + " WHERE fate <> 'folded' AND fate IN (?, ?) ORDER BY 2",
                row -> new Hole(new JournalId(row.text("journal")), row.number("from_seq"), row.number("through_seq")),
                Fate.QUARANTINED,
                Fate.UNKNOWN)) {
            holes.computeIfAbsent(hole.journal, _ -> new ArrayList<>()).add(hole);
        }
        return holes;
    }

    private static Instant neighbour(Rows rows, Known journal, long seq, String bound, Instant none)
            throws SQLException {
        return rows.one(
                        "SELECT " + bound + " AS bound_ms FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                        row -> row.instant("bound_ms"),
                        journal.device,
                        journal.journal,
                        seq)
                .orElse(none);
    }
}

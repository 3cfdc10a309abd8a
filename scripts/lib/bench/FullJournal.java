package bench;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.LineFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The journal of a reader that nobody heard for a while: punches a second apart, chained, ready to be shipped. */
final class FullJournal {

    private static final int STAFF = 105;
    private static final long APART_MS = 1_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final JournalId id = JournalId.of(UUID.randomUUID());
    private final List<byte[]> lines = new ArrayList<>();
    private final List<Hash> hashes = new ArrayList<>();

    FullJournal(int entries) {
        LineFormat<Fact> format = LineFormat.ofTerminals();
        EnrolmentId enrolment = EnrolmentId.of(UUID.randomUUID());
        long upMs = BenchHall.CLOCK.upMs();
        long wallMs = BenchHall.CLOCK.wallMs();
        long apartMs = Math.min(APART_MS, upMs / (entries + 1));
        hashes.add(Chain.start(id));
        for (int i = 0; i < entries; i++) {
            long before = (entries - i) * apartMs;
            OffsetDateTime at =
                    Instant.ofEpochMilli(wallMs - before).atZone(ZONE).toOffsetDateTime();
            Punch punch = new Punch(
                    Punch.Method.FINGER,
                    new StaffId("s%04d".formatted(i % STAFF)),
                    i % STAFF,
                    enrolment,
                    142);
            lines.add(format.write(at, ClockTrust.SYNCED, BenchHall.CLOCK.boot(), upMs - before, punch));
            hashes.add(Chain.next(hashes.getLast(), lines.getLast()));
        }
    }

    int entries() {
        return lines.size();
    }

    JournalId id() {
        return id;
    }

    /** As the terminal does it: at most 256 entries, at most 64 KiB with the header. */
    Batch batch(int from, Heard heard) {
        int bytes = 1_024;
        int end = from - 1;
        while (end < lines.size()
                && end - from + 1 < Batch.ENTRIES_MAX
                && bytes + lines.get(end).length + 1 <= Batch.BYTES_MAX) {
            bytes += lines.get(end).length + 1;
            end++;
        }
        return new Batch(header(from, heard), lines.subList(from - 1, end));
    }

    Batch hello() {
        return new Batch(header(lines.size() + 1, null), List.of());
    }

    private Header header(int from, Heard heard) {
        return new Header(
                id,
                from,
                hashes.get(from - 1),
                1,
                lines.size(),
                BenchHall.CLOCK.boot(),
                BenchHall.CLOCK.upMs(),
                heard);
    }
}

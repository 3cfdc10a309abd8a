package io.yizhan.hub;

import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.LineFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal of a terminal, on paper: it writes lines and batches as the wire asks for, and also as it does not. */
public final class PaperTerminal {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final LineFormat<Fact> format = LineFormat.ofTerminals();
    private final List<byte[]> lines = new ArrayList<>();
    private final List<Hash> hashes = new ArrayList<>();
    public final DeviceId device;
    public final JournalId journal;
    public final MachineClock clock;
    public @Nullable Heard heard;
    public long oldest = 1;

    public PaperTerminal(String device, MachineClock clock) {
        this(device, clock, JournalId.of(UUID.randomUUID()));
    }

    /** From an old image or a cloned card: a journal that has another history already. */
    public PaperTerminal(String device, MachineClock clock, JournalId journal) {
        this.device = new DeviceId(device);
        this.journal = journal;
        this.clock = clock;
        hashes.add(Chain.start(journal));
    }

    public long append(Fact fact) {
        var at = Instant.ofEpochMilli(clock.wallMs()).atZone(ZONE).toOffsetDateTime();
        return append(format.write(at, clock.trust(), clock.boot(), clock.upMs(), fact));
    }

    /** Any bytes as a line. */
    public long append(byte[] line) {
        hashes.add(Chain.next(hashes.getLast(), line));
        lines.add(line);
        return lines.size();
    }

    public long last() {
        return lines.size();
    }

    public Hash hash(long seq) {
        return hashes.get(Math.toIntExact(seq));
    }

    public byte[] line(long seq) {
        return lines.get(Math.toIntExact(seq) - 1);
    }

    /** Entries {@code from} to {@code through}; a hello when through is from − 1. */
    public Batch batch(long from, long through) {
        Header header = new Header(journal, from, hash(from - 1), oldest, last(), clock.boot(), clock.upMs(), heard);
        return new Batch(header, lines.subList(Math.toIntExact(from) - 1, Math.toIntExact(through)));
    }

    public Batch hello() {
        return batch(last() + 1, last());
    }
}

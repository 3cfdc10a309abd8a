package io.yizhan.hub;

import io.yizhan.hub.store.Database;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.vault.Frame;
import io.yizhan.protocol.vault.RecoveryLock;
import io.yizhan.protocol.vault.Seal;
import io.yizhan.protocol.vault.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * A vault's folder as a terminal would have written it, filled from a hub's database in one go: two entries a
 * frame.
 */
final class PaperVault {

    private static final int ENTRIES_A_FRAME = 2;

    private final Path folder;
    private final RecoveryLock lock;

    PaperVault(Path folder, RecoveryLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    Path folder() {
        return folder;
    }

    private record Stored(JournalId journal, long seq, Hash hash, byte[] line) {}

    /** Takes the hub's entries from this number on to that one; each call is a segment a journal. */
    void follow(Path database, long from, long to) throws IOException {
        List<Stored> all;
        StoreId store;
        try (Database hub = Database.open(database)) {
            store = new StoreId(hub.read(rows -> rows.one("SELECT store FROM store", row -> row.text("store")))
                    .orElseThrow());
            all = hub.read(rows -> rows.list(
                    "SELECT journal, seq, hash, line FROM entry WHERE device = ? ORDER BY seq",
                    row -> new Stored(
                            new JournalId(row.text("journal")),
                            row.number("seq"),
                            new Hash(row.text("hash")),
                            row.bytes("line")),
                    DeviceId.HUB));
        }
        Path place = Files.createDirectories(
                folder.resolve(store.text()).resolve(all.getFirst().journal.text()));
        Seal seal = Segment.seal(lock, new SecureRandom());
        Hash prev = from == 1 ? Chain.start(all.getFirst().journal) : all.get((int) from - 2).hash;
        byte[] header = Segment.begin(new HallId("hall"), store, 1, all.getFirst().journal, from, prev, lock, seal);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        byte[] headerLine = Arrays.copyOf(header, header.length - 1);
        int index = 0;
        for (long seq = from; seq <= Math.min(to, all.size()); seq += ENTRIES_A_FRAME) {
            List<Stored> some =
                    all.subList((int) seq - 1, (int) Math.min(Math.min(to, all.size()), seq + ENTRIES_A_FRAME - 1));
            Hash hash = some.getLast().hash;
            bytes.writeBytes(Frame.write(
                    seal,
                    headerLine,
                    index++,
                    seq,
                    some.stream().map(Stored::line).toList(),
                    prev,
                    hash));
            prev = hash;
        }
        Files.write(place.resolve("%08d%s".formatted(from, Segment.ENDING)), bytes.toByteArray());
    }

    /** The only segment that begins with this entry. */
    Path segment(long from) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith("%08d%s".formatted(from, Segment.ENDING)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether every journal of a book is whole: each line hashes to what stands beside it and before the next, from the
 * first line to the watermark, and where numbers are missing the hub's own journal says that they are lost. It trusts
 * nothing but the lines.
 */
public final class ChainCheck {

    private static final String RESTORED = Json.wireName(HubRestored.class);
    private static final String LOST = Json.wireName(EntriesLost.class);

    private final Vocabulary vocabulary;

    /** @param facts the records that the hub's own journal may hold, of all domains */
    public ChainCheck(List<Class<? extends HubFact>> facts) {
        this.vocabulary = new Vocabulary(facts);
    }

    /** What was looked at, and what is wrong: the first flaws in words, and how many there are. */
    public record Report(long journals, long entries, List<Flaw> flaws, long flawCount) {

        public Report {
            flaws = List.copyOf(flaws);
        }
    }

    private record Journal(String device, String name) {}

    private record Mark(Journal journal, long base, String baseHash, long through, String hash) {}

    /** Reads every entry once. */
    public Report check(Rows rows) throws SQLException {
        Flaws flaws = new Flaws();
        List<Mark> marks = rows.list(
                "SELECT device, journal, base, base_hash, through, hash FROM journal"
                        + " ORDER BY CASE WHEN device = ? THEN 0 ELSE 1 END, device, base DESC, journal",
                row -> new Mark(
                        new Journal(row.text("device"), row.text("journal")),
                        row.number("base"),
                        row.text("base_hash"),
                        row.number("through"),
                        row.text("hash")),
                DeviceId.HUB);
        Map<Journal, List<EntriesLost>> losses = new HashMap<>();
        Map<Journal, Long> checked = new HashMap<>();
        for (Mark mark : marks) {
            Walk walk = new Walk(mark, losses.getOrDefault(mark.journal, List.of()), flaws);
            StoredEntry.eachOf(rows, mark.journal.device, mark.journal.name, entry -> {
                walk.step(entry);
                if (mark.journal.device.equals(DeviceId.HUB.text()) && LOST.equals(entry.type())) {
                    note(entry, losses, flaws);
                }
            });
            walk.end();
            checked.put(mark.journal, walk.entries);
        }
        withoutWatermark(rows, checked, flaws);
        long entries = checked.values().stream().mapToLong(Long::longValue).sum();
        return new Report(marks.size(), entries, flaws.first(), flaws.count());
    }

    private void note(StoredEntry entry, Map<Journal, List<EntriesLost>> losses, Flaws flaws) {
        try {
            if (vocabulary.fact(entry) instanceof EntriesLost lost) {
                losses.computeIfAbsent(
                                new Journal(lost.device().text(), lost.journal().text()), any -> new ArrayList<>())
                        .add(lost);
            }
        } catch (UnreadableException e) {
            flaws.add(entry.place(), String.valueOf(e.getMessage()));
        }
    }

    private static void withoutWatermark(Rows rows, Map<Journal, Long> checked, Flaws flaws) throws SQLException {
        rows
                .list(
                        "SELECT device, journal, count(*) AS entries FROM entry GROUP BY device, journal",
                        row -> Map.entry(new Journal(row.text("device"), row.text("journal")), row.number("entries")))
                .stream()
                .filter(journal -> !checked.containsKey(journal.getKey()))
                .forEach(journal -> flaws.add(
                        journal.getKey().device + " " + journal.getKey().name,
                        "its watermark is missing, and the book holds " + journal.getValue() + " entries of it"));
    }

    /** Goes along one journal and says where it is broken; after a break it goes on from what stands there. */
    private static final class Walk {

        private final Mark mark;
        private final List<EntriesLost> losses;
        private final Flaws flaws;
        private int lossesPassed;
        private long seq;
        private long base;
        private String hash;
        private String baseHash;
        private long entries;
        private boolean readable = true;

        Walk(Mark mark, List<EntriesLost> losses, Flaws flaws) {
            this.mark = mark;
            this.losses = losses;
            this.flaws = flaws;
            this.hash = start();
            this.baseHash = hash;
        }

        void step(StoredEntry entry) {
            if (entries == 0 && RESTORED.equals(entry.type()) && mark.journal.device.equals(DeviceId.HUB.text())) {
                seq = entry.seq() - 1; // a restored hub begins above the numbers that the lost one may have used
                base = seq;
            }
            entries++;
            passLosses();
            if (entry.seq() > mark.through) {
                flaws.add(entry.place(), "it stands above the watermark, which is " + mark.through);
            }
            if (entry.seq() != seq + 1) {
                gap(seq + 1, entry.seq() - 1);
                readable = false;
            }
            if (readable) {
                String expected = Chain.next(new Hash(hash), entry.line()).text();
                if (!expected.equals(entry.hash())) {
                    flaws.add(
                            entry.place(),
                            "its line hashes to " + expected + ", and the book says " + entry.hash()
                                    + ": the line, its hash or the one before it was changed");
                }
            }
            seq = entry.seq();
            hash = entry.hash();
            readable = isHash(hash);
        }

        void end() {
            passLosses();
            boolean begun = mark.through > mark.base || !mark.journal.device.equals(DeviceId.HUB.text());
            if (entries == 0 && !begun) {
                seq = mark.base; // a hub that is being restored, see Identity.restore
                base = seq;
            }
            String where = mark.journal.device + " " + mark.journal.name;
            if (seq < mark.through) {
                gap(seq + 1, mark.through);
            } else if (!hash.equals(mark.hash)) {
                flaws.add(where, "its watermark has the hash " + mark.hash + ", its last entry " + hash);
            }
            if (base != mark.base || !baseHash.equals(mark.baseHash)) {
                flaws.add(
                        where,
                        "its base is " + mark.base + " with hash " + mark.baseHash + "; by what the hub has recorded as"
                                + " lost it is " + base + " with hash " + baseHash);
            }
        }

        private void passLosses() {
            while (lossesPassed < losses.size() && losses.get(lossesPassed).from() == seq + 1) {
                EntriesLost lost = losses.get(lossesPassed);
                lossesPassed++;
                seq = lost.through();
                hash = lost.hash().text();
                base = seq;
                baseHash = hash;
                readable = true;
            }
        }

        private void gap(long from, long through) {
            flaws.add(
                    mark.journal.device + " " + mark.journal.name + " #" + from,
                    from > through
                            ? "the entries are out of order"
                            : "entries " + from + " to " + through
                                    + " are missing, and nothing says that they are lost");
        }

        private String start() {
            try {
                return Chain.start(new JournalId(mark.journal.name)).text();
            } catch (IllegalArgumentException e) {
                flaws.add(mark.journal.device + " " + mark.journal.name, "it is no name of a journal");
                readable = false;
                return "";
            }
        }

        private static boolean isHash(String text) {
            return text.matches("[0-9a-f]{64}");
        }
    }
}

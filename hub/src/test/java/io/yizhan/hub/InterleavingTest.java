package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Table;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever the journals say, and in whatever order they come, each in its own order, the records and the fates are the same. The
 * journals speak of few tickets, calls and sessions, so that they speak of the same ones, also as no sound device would.
 */
class InterleavingTest {

    private static final int ENTRIES_MAX = 14;
    private static final Path FOLDER = folder();
    private static final Database DATABASE = Database.scratch(FOLDER.resolve("records.db"));

    private static Path folder() {
        try {
            return Files.createTempDirectory("interleaving");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        DATABASE.close();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(FOLDER);
    }

    @Provide
    Arbitrary<List<HubFact>> hub() {
        return HallFacts.decisions().list().ofMaxSize(2 * ENTRIES_MAX);
    }

    @Provide
    Arbitrary<List<Fact>> kiosk() {
        return HallFacts.ofKiosk().list().ofMaxSize(ENTRIES_MAX);
    }

    @Provide
    Arbitrary<List<Fact>> counter() {
        return HallFacts.ofCounter().list().ofMaxSize(ENTRIES_MAX + 2);
    }

    @Provide
    Arbitrary<List<Fact>> reader() {
        return HallFacts.ofReader().list().ofMaxSize(ENTRIES_MAX - 2);
    }

    @Property(tries = 150)
    void the_order_across_journals_makes_no_difference(
            @ForAll("hub") List<HubFact> hub,
            @ForAll("kiosk") List<Fact> kiosk,
            @ForAll("kiosk") List<Fact> otherKiosk,
            @ForAll("counter") List<Fact> counter,
            @ForAll("counter") List<Fact> newCardOfThatCounter,
            @ForAll("counter") List<Fact> otherCounter,
            @ForAll("reader") List<Fact> reader,
            @ForAll("reader") List<Fact> newCardOfThatReader,
            @ForAll long seed) {
        List<List<Entry>> journals = new ArrayList<>();
        journals.add(journal("hub", 0, HallFacts.furniture(), hub));
        journals.add(journal("kiosk", 1, kiosk));
        journals.add(journal("kiosk-2", 2, otherKiosk));
        journals.add(journal("counter-1", 3, counter));
        journals.add(journal("counter-1", 4, newCardOfThatCounter));
        journals.add(journal("counter-2", 5, otherCounter));
        journals.add(journal("reader", 6, reader));
        journals.add(journal("reader", 7, newCardOfThatReader));
        Random random = new Random(seed);

        Map<String, Object> hubFirst = records(inTurn(journals));

        assertThat(records(inTurn(journals.reversed()))).isEqualTo(hubFirst);
        assertThat(records(mixed(journals, random))).isEqualTo(hubFirst);
        assertThat(records(mixed(journals, random))).isEqualTo(hubFirst);
    }

    private static List<Entry> journal(String device, int number, List<?>... parts) {
        JournalId journal = new JournalId("00000000-0000-7000-8000-%012d".formatted(number));
        List<Entry> entries = new ArrayList<>();
        for (List<?> facts : parts) {
            for (Object fact : facts) {
                entries.add(new Entry(
                        new DeviceId(device),
                        journal,
                        entries.size() + 1,
                        new Hash("ab".repeat(32)),
                        TrueTime.exactly(TestHall.MORNING.plusSeconds(60L * entries.size())),
                        fact));
            }
        }
        return entries;
    }

    private static List<Entry> inTurn(List<List<Entry>> journals) {
        return journals.stream().flatMap(List::stream).toList();
    }

    private static List<Entry> mixed(List<List<Entry>> journals, Random random) {
        List<List<Entry>> left = new ArrayList<>();
        journals.forEach(journal -> left.add(new ArrayList<>(journal)));
        List<Entry> mixed = new ArrayList<>();
        left.removeIf(List::isEmpty);
        while (!left.isEmpty()) {
            mixed.add(left.get(random.nextInt(left.size())).removeFirst());
            left.removeIf(List::isEmpty);
        }
        return mixed;
    }

    /** All tables, and which entries were refused. */
    private static Map<String, Object> records(List<Entry> entries) {
        Map<String, Object> records = new TreeMap<>();
        DATABASE.writeAndWait(tx -> {
            try {
                tx.<TakenBack>orNothing(() -> {
                    records.put("refused", refused(tx, entries));
                    for (Projection projection : TestHall.projections()) {
                        for (String table : projection.tables()) {
                            records.put(table, Table.of(tx, table).page(tx, null, 10_000));
                        }
                    }
                    throw new TakenBack();
                });
            } catch (TakenBack done) {
                return records.size();
            }
            return 0;
        });
        return records;
    }

    private static List<String> refused(Tx tx, List<Entry> entries) throws SQLException {
        List<String> refused = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                tx.<RuleBrokenException>orNothing(() -> {
                    for (Projection projection : TestHall.projections()) {
                        projection.fold(tx, entry);
                    }
                });
            } catch (RuleBrokenException e) {
                refused.add(entry.journal() + " " + entry.seq() + " " + entry.fact());
            }
        }
        return refused.stream().sorted().toList();
    }

    /** The next order begins with nothing. */
    private static final class TakenBack extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

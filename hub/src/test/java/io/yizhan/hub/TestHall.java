package io.yizhan.hub;

import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Placement;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Read;
import io.yizhan.hub.store.TimeOrderedIds;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** A book with every domain on a real database, and journals whose lines come straight into it. */
public final class TestHall implements AutoCloseable {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    public final HandClock clock = new HandClock(MORNING, Duration.ofHours(100));
    public final InstantSource time = clock::now;
    public final Supplier<UUID> ids = new TimeOrderedIds(time, new Random(7));
    public final Database database;
    public final Book book;

    public TestHall(Path folder) {
        this(folder, "hub.db");
    }

    public TestHall(Path folder, String file) {
        database = Database.open(folder.resolve(file));
        book = new Book(database, clock, ZONE, projections(), facts());
    }

    public static List<Projection> projections() {
        return HallRecords.projections(ZONE);
    }

    public static List<Class<? extends HubFact>> facts() {
        return HallRecords.facts();
    }

    /** Enters a decision. */
    public void decide(HubFact fact) throws RuleBrokenException {
        Optional<RuleBrokenException> refusal = database.writeAndWait(tx -> {
            try {
                book.decide(tx, fact);
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    public <T> T read(Read<T> query) {
        return database.read(query);
    }

    /** How many rows this table has. */
    public long count(String table) {
        return database.read(rows -> rows.number("SELECT count(*) FROM " + table));
    }

    /** A new journal of this device. */
    public Journal journal(String device) {
        return new Journal(new DeviceId(device), JournalId.of(ids.get()));
    }

    /** What an entry became. */
    public record Entered(long seq, Fate fate, String reason) {}

    /** A terminal's journal. */
    public final class Journal {

        public final DeviceId device;
        public final JournalId id;
        private final LineFormat<Fact> format = LineFormat.ofTerminals();

        Journal(DeviceId device, JournalId id) {
            this.device = device;
            this.id = id;
        }

        /** It happens now. */
        public Entered says(Fact fact) {
            return says(fact, TrueTime.exactly(clock.now()));
        }

        public Entered says(Fact fact, TrueTime when) {
            byte[] line = format.write(when.at().atZone(ZONE).toOffsetDateTime(), clock.trust(), clock.boot(), 1, fact);
            return database.writeAndWait(tx -> {
                var mark = book.watermark(tx, device, id);
                Hash hash = Chain.next(mark.hash(), line);
                time(tx, mark, hash, when);
                var after = book.place(
                        tx,
                        mark,
                        List.of(new Placement(
                                hash, line, Json.wireName(fact.getClass()), fact, when, Fate.FOLDED, null, null)));
                return tx.one(
                                "SELECT fate, reason FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                                row -> new Entered(
                                        after.through(),
                                        row.word("fate", Fate.class),
                                        String.valueOf(row.textOrNull("reason"))),
                                device,
                                id,
                                after.through())
                        .orElseThrow();
            });
        }

        /** The hub's journal has the time of the next line. */
        public void time(Tx tx, Watermark mark, Hash hash, TrueTime when) throws SQLException {
            long seq = mark.through() + 1;
            book.record(tx, new BatchTimed(device, id, seq, seq, List.of(BatchTimed.Settled.of(seq, hash, when))));
        }

        /** A kiosk's ticket comes out. */
        public TicketId prints(int number, String service, Priority priority) {
            TicketId ticket = new TicketId(TODAY, new SeriesId("A"), number);
            says(new TicketIssued(ticket, new ServiceId(service), priority, null, 0));
            says(new TicketPrinted(ticket, TicketPrinted.Outcome.PRINTED));
            return ticket;
        }
    }

    /** A small hall: a reader, a kiosk, counters 1 and 2 at devices of their own, staff s1 to s3, service hukou at both counters. */
    public void furnish() throws RuleBrokenException {
        decide(new AgencyAdded(new AgencyId("police"), "公安局", "Public Security"));
        for (String staff : List.of("s1", "s2", "s3")) {
            decide(new StaffAdded(new StaffId(staff), "示范" + staff, new AgencyId("police"), null));
        }
        decide(new DeviceAdded(new DeviceId("reader"), List.of(new StationConfig.Reader(new StationId("r"))), null));
        decide(new DeviceAdded(
                new DeviceId("kiosk"),
                List.of(new StationConfig.Kiosk(new StationId("k"), List.of(new SeriesId("A")))),
                null));
        for (String counter : List.of("1", "2")) {
            decide(new DeviceAdded(
                    new DeviceId("counter-" + counter),
                    List.of(new StationConfig.Counter(new StationId(counter), 20)),
                    null));
        }
        decide(new ServiceAdded(
                new ServiceId("hukou"),
                new SeriesId("A"),
                "户口登记",
                "Household registration",
                new AgencyId("police"),
                List.of(new CounterId("1"), new CounterId("2"))));
    }

    @Override
    public void close() {
        database.close();
    }
}

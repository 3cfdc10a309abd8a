package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.ChainCheck;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.Flaw;
import io.yizhan.hub.book.Placement;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Snapshot;
import io.yizhan.hub.store.Table;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.journal.Chain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book proves itself, and what was changed behind its back is found and named. */
class VerifyTest {

    private static final StaffId S1 = new StaffId("s1");
    private static final CounterId ONE = new CounterId("1");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal reader;

    /** A short morning; one entry is refused by the records, one cannot be read, some are lost. */
    @BeforeEach
    void play() throws Exception {
        hall = new TestHall(folder);
        hall.furnish();
        reader = hall.journal("reader");
        for (int minute = 0; minute < 5; minute++) {
            hall.clock.pass(Duration.ofMinutes(1));
            reader.says(new Punch(Punch.Method.PIN, S1, null, null, null));
        }
        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        CallId call = CallId.of(hall.ids.get());
        hall.decide(new CallMade(call, ticket, ONE, S1, CallReason.ARRIVAL));
        TestHall.Journal counter = hall.journal("counter-1");
        counter.says(new SignedIn(ONE, S1));
        SessionId session = new SessionId(hall.ids.get().toString());
        counter.says(new RatingOpened(session, call, ONE, S1));
        counter.says(new RatingGiven(session, 2));
        assertThat(counter.says(new RatingGiven(session, 5)).fate()).isEqualTo(Fate.UNPROJECTED);
        setAside(hall.journal("counter-2"));
    }

    /** Entries 1 to 9 are lost, entry 10 cannot be read. */
    private void setAside(TestHall.Journal journal) {
        Hash base = new Hash("ab".repeat(32));
        byte[] line = "{\"v\":1,".getBytes(StandardCharsets.UTF_8);
        Placement garbage = new Placement(
                Chain.next(base, line),
                line,
                null,
                null,
                TrueTime.exactly(hall.clock.now()),
                Fate.QUARANTINED,
                "it ends too early",
                null);
        Watermark mark = new Watermark(journal.device, journal.id, 9, base, 9, base);
        hall.database.writeAndWait(tx -> {
            journal.time(tx, mark, garbage.hash(), garbage.time());
            return hall.book.place(tx, mark, List.of(garbage));
        });
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private Verify.Report verify() throws SQLException, IOException {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        return new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                .verify(folder.resolve("hub.db"), scratch.resolve("anew.db"));
    }

    private List<String> flaws() throws SQLException, IOException {
        return verify().flaws().stream().map(Flaw::toString).toList();
    }

    private void edit(String sql) {
        hall.database.writeAndWait(tx -> tx.update(sql));
    }

    @Test
    void what_was_played_verifies_while_the_hub_goes_on() throws Exception {
        Verify.Report report = verify();

        assertThat(report.flaws()).isEmpty();
        assertThat(report.journals()).isEqualTo(5);
        assertThat(report.entries()).isEqualTo(hall.count("entry"));
        assertThat(report.rows()).isGreaterThan(20);
        reader.says(new Punch(Punch.Method.PIN, S1, null, null, null));
        assertThat(verify().entries()).as("it, and its time").isEqualTo(report.entries() + 2);
    }

    @Test
    void a_flipped_byte_in_a_line_is_found_at_its_entry() throws Exception {
        edit("UPDATE entry SET line = CAST(replace(CAST(line AS TEXT), 's1', 's2') AS BLOB)"
                + " WHERE device = 'reader' AND seq = 3");

        assertThat(flaws())
                .anySatisfy(flaw -> assertThat(flaw)
                        .startsWith("reader " + reader.id + " #3: its line hashes to")
                        .contains("was changed"))
                .anySatisfy(flaw -> assertThat(flaw).startsWith("table punch, ").contains("its staff is not"))
                .hasSize(2);
    }

    @Test
    void a_missing_entry_is_found_and_one_that_the_hub_knows_to_be_lost_is_none() throws Exception {
        edit("DELETE FROM entry WHERE device = 'reader' AND seq = 3");

        assertThat(flaws())
                .first()
                .asString()
                .startsWith(
                        "reader " + reader.id + " #3: entries 3 to 3 are missing, and nothing says that they are lost");
    }

    @Test
    void the_last_entry_is_missed_too() throws Exception {
        edit("DELETE FROM entry WHERE device = 'reader' AND seq = 5");

        assertThat(flaws()).first().asString().contains("#5: entries 5 to 5 are missing");
    }

    @Test
    void an_edited_record_is_found_by_table_key_and_column_and_names_nobody() throws Exception {
        edit("UPDATE staff SET name = '某某' WHERE staff = 's2'");
        edit("UPDATE rating_session SET level = 5");
        edit("DELETE FROM ticket");
        edit("INSERT INTO agency (agency, name) VALUES ('ghost', 'x')");

        assertThat(flaws())
                .contains(
                        "table staff, staff s2: its name is not what the entries make",
                        "table ticket, day 2026-11-23, series A, number 1: the entries make this row, and the book lacks it",
                        "table agency, agency ghost: the book has this row, and the entries don't make it")
                .anySatisfy(flaw ->
                        assertThat(flaw).startsWith("table rating_session, ").contains("its level is not"))
                .noneSatisfy(flaw -> assertThat(flaw).contains("某某"))
                .hasSize(4);
    }

    @Test
    void an_edited_fate_is_found() throws Exception {
        edit("UPDATE entry SET fate = 'folded', reason = NULL WHERE fate = 'unprojected'");

        assertThat(flaws())
                .singleElement()
                .asString()
                .startsWith("counter-1 ")
                .endsWith("#4: the book says folded, folded anew it is unprojected");
    }

    @Test
    void an_edited_time_is_found_at_its_entry_and_a_rebuild_mends_it() throws Exception {
        String time = "SELECT at_ms FROM entry WHERE device = 'reader' AND seq = 2";
        long before = hall.read(rows -> rows.number(time));
        edit(
                "UPDATE entry SET at_ms = at_ms - 600000, earliest_ms = at_ms - 600000 WHERE device = 'reader' AND seq = 2");

        assertThat(flaws())
                .containsExactly("reader " + reader.id
                        + " #2: its at_ms, earliest_ms is not what the hub's journal has settled");
        rebuild(TestHall.projections());
        assertThat(flaws()).isEmpty();
        assertThat(hall.<Long>read(rows -> rows.number(time))).isEqualTo(before);
        assertThat(hall.<Long>read(rows -> rows.number("SELECT count(*) FROM punch WHERE at_ms = " + before)))
                .isEqualTo(1);
    }

    @Test
    void each_part_of_a_time_is_compared_also_of_one_that_is_uncertain_set_aside_or_the_hubs_own() throws Exception {
        reader.says(
                new Punch(Punch.Method.PIN, S1, null, null, null),
                TrueTime.guessed(hall.clock.now(), hall.clock.now().minusSeconds(3_600), hall.clock.now(), false));
        hall.clock.trust(ClockTrust.UNSYNCED);
        hall.clock.reboot(Duration.ofMinutes(5));
        hall.decide(new AlarmRaised(reader.device, "test", "a decision without a clock"));
        hall.clock.trust(ClockTrust.SYNCED);
        assertThat(flaws()).isEmpty();

        for (String where : List.of(
                "device = 'reader' AND seq = 6",
                "device = 'counter-2' AND seq = 10",
                "device = 'hub' AND seq = (SELECT max(seq) FROM entry WHERE device = 'hub')")) {
            for (String part : List.of("at_ms", "earliest_ms", "latest_ms", "flagged")) {
                edit("UPDATE entry SET " + part + " = " + part + " + 1 WHERE " + where);
                assertThat(flaws())
                        .as(part + " of " + where)
                        .singleElement()
                        .asString()
                        .endsWith(": its " + part + " is not what the hub's journal has settled");
                edit("UPDATE entry SET " + part + " = " + part + " - 1 WHERE " + where);
            }
            edit("UPDATE entry SET time_source = 'settled' WHERE " + where);
            assertThat(flaws()).singleElement().asString().contains("its time_source is not");
            rebuild(TestHall.projections());
            assertThat(flaws()).isEmpty();
        }
    }

    @Test
    void an_entry_that_the_hubs_journal_tells_no_time_of_is_found() throws Exception {
        byte[] line = "{\"v\":1,".getBytes(StandardCharsets.UTF_8);
        TrueTime now = TrueTime.exactly(hall.clock.now());
        hall.database.writeAndWait(tx -> {
            Watermark mark = hall.book.watermark(tx, reader.device, reader.id);
            Hash hash = Chain.next(mark.hash(), line);
            return hall.book.place(
                    tx,
                    mark,
                    List.of(new Placement(hash, line, null, null, now, Fate.QUARANTINED, "it ends too early", null)));
        });

        assertThat(flaws()).containsExactly("reader " + reader.id + " #6: the hub's journal tells no time of it");
    }

    @Test
    void a_deleted_watermark_and_a_moved_one_are_found() throws Exception {
        edit("DELETE FROM journal WHERE device = 'reader'");
        edit("UPDATE journal SET through = 1 WHERE device = 'kiosk'");
        edit("UPDATE journal SET base = 0 WHERE device = 'counter-2'");

        assertThat(flaws())
                .anySatisfy(flaw -> assertThat(flaw)
                        .startsWith("reader ")
                        .endsWith("its watermark is missing, and the book holds 5 entries of it"))
                .anySatisfy(flaw ->
                        assertThat(flaw).startsWith("kiosk ").contains("it stands above the watermark, which is 1"))
                .anySatisfy(flaw -> assertThat(flaw).startsWith("counter-2 ").contains("its base is 0"))
                .hasSize(3);
    }

    @Test
    void a_rebuild_mends_the_records_and_touches_nothing_else() throws Exception {
        edit("DELETE FROM ticket");
        edit("UPDATE staff SET name = '某某'");
        edit("UPDATE entry SET fate = 'folded', reason = NULL WHERE fate = 'unprojected'");
        edit("INSERT INTO account_password (account, verifier) VALUES ('admin', 'x')");

        assertThat(rebuild(TestHall.projections()).entries()).isEqualTo(hall.count("entry"));

        assertThat(flaws()).isEmpty();
        assertThat(hall.count("account_password")).isEqualTo(1);
        assertThat(hall.<String>read(rows -> rows.one(
                                "SELECT reason FROM entry WHERE fate = 'unprojected'", row -> row.text("reason"))
                        .orElseThrow()))
                .contains("the first end counts");
    }

    @Test
    void a_rebuild_of_a_broken_journal_is_refused_and_changes_nothing() {
        edit("DELETE FROM entry WHERE device = 'reader' AND seq = 3");
        edit("DELETE FROM ticket");

        assertThatThrownBy(() -> rebuild(TestHall.projections()))
                .isInstanceOf(BookBrokenException.class)
                .hasMessageContaining("entries 3 to 3 are missing");
        assertThat(hall.count("punch")).isEqualTo(5);
    }

    @Test
    void a_rebuild_that_is_killed_in_between_leaves_the_old_records() throws Exception {
        AtomicInteger folds = new AtomicInteger();
        Path killed = Files.createDirectory(folder.resolve("killed"));
        List<Projection> projections = new ArrayList<>(TestHall.projections());
        projections.add(new Projection() {
            @Override
            public List<String> tables() {
                return List.of();
            }

            @Override
            public void fold(Tx tx, Entry entry) {
                if (folds.incrementAndGet() == 10) {
                    copyTo(killed);
                }
            }
        });
        long punches = hall.count("punch");

        rebuild(projections);

        try (Database left = Database.open(killed.resolve("hub.db"))) {
            long kept = left.read(rows -> rows.number("SELECT count(*) FROM punch"));
            assertThat(kept).isEqualTo(punches);
        }
        assertThat(new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                        .verify(killed.resolve("hub.db"), killed.resolve("anew.db"))
                        .flaws())
                .isEmpty();
    }

    /** The files as a power cut at this moment leaves them. */
    private void copyTo(Path place) {
        try {
            for (String file : List.of("hub.db", "hub.db-wal")) {
                Files.copy(folder.resolve(file), place.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_table_is_a_fold_or_is_named_as_none_with_a_reason_and_never_both() {
        List<String> named = new ArrayList<>(HallRecords.KEPT.keySet());
        TestHall.projections().forEach(projection -> named.addAll(projection.tables()));

        assertThat(hall.<List<String>>read(Table::names))
                .containsExactlyElementsOf(
                        named.stream().sorted(Comparator.naturalOrder()).toList());
        assertThat(HallRecords.KEPT.values()).noneMatch(String::isBlank);
    }

    @Test
    void a_table_that_nobody_speaks_for_is_a_flaw() throws Exception {
        edit("CREATE TABLE stray (one INTEGER PRIMARY KEY)");

        assertThat(flaws()).containsExactly("table stray: nobody says whether it is a fold of the journals");
    }

    @Test
    void a_book_that_is_closed_is_read_too_and_one_that_is_not_there_is_said() throws Exception {
        hall.close();

        assertThat(flaws()).isEmpty();
        assertThatThrownBy(() -> Snapshot.open(folder.resolve("none.db"))).hasMessageContaining("there is no database");
    }

    private ChainCheck.Report rebuild(List<Projection> projections) throws BookBrokenException {
        List<BookBrokenException> refusals = new ArrayList<>();
        List<ChainCheck.Report> done = new ArrayList<>();
        hall.database.writeAndWait(tx -> {
            try {
                tx.<BookBrokenException>orNothing(
                        () -> done.add(new Rebuild(projections, TestHall.facts()).rebuild(tx)));
            } catch (BookBrokenException e) {
                refusals.add(e);
            }
            return done.size();
        });
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        return done.getFirst();
    }
}

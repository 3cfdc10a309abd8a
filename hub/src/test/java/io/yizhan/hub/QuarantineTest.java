package io.yizhan.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.EntryAppliedAgain;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.Flaw;
import io.yizhan.hub.book.Placement;
import io.yizhan.hub.book.Quarantine;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.SetAside;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.book.Watermark;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.LineFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was set aside is applied again, and a rebuild comes to the same. */
class QuarantineTest {

    private static final CounterId ONE = new CounterId("1");
    private static final StaffId S1 = new StaffId("s1");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal counter;
    private SessionId session;
    private Quarantine quarantine;
    private Optional<String> objection = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        hall = new TestHall(folder);
        hall.furnish();
        counter = hall.journal("counter-1");
        session = new SessionId(hall.ids.get().toString());
        quarantine = new Quarantine(hall.book, (rows, device, fact) -> objection);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private long place(Fate fate, @Nullable String type, byte[] line) {
        TrueTime now = TrueTime.exactly(hall.clock.now());
        return hall.database.writeAndWait(tx -> {
            Watermark mark = hall.book.watermark(tx, counter.device, counter.id);
            Hash hash = Chain.next(mark.hash(), line);
            counter.time(tx, mark, hash, now);
            Placement placement = new Placement(hash, line, type, null, now, fate, "as it was judged", null);
            return hall.book.place(tx, mark, List.of(placement)).through();
        });
    }

    private long aside(Fact fact) {
        byte[] line = LineFormat.ofTerminals()
                .write(
                        hall.clock.now().atZone(TestHall.ZONE).toOffsetDateTime(),
                        hall.clock.trust(),
                        hall.clock.boot(),
                        1,
                        fact);
        return place(Fate.QUARANTINED, Json.wireName(fact.getClass()), line);
    }

    private Quarantine.Outcome again(long seq) {
        return quarantine.applyAgain(counter.device, counter.id, seq, "admin");
    }

    private String fate(long seq) {
        return hall.<String>read(rows -> rows.one(
                        "SELECT fate FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                        row -> row.text("fate"),
                        counter.device,
                        counter.id,
                        seq)
                .orElseThrow());
    }

    private List<String> flaws() throws Exception {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        return new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                .verify(folder.resolve("hub.db"), scratch.resolve("anew.db")).flaws().stream()
                        .map(Flaw::toString)
                        .toList();
    }

    private void rebuild() {
        hall.database.writeAndWait(tx -> {
            try {
                return new Rebuild(TestHall.projections(), TestHall.facts()).rebuild(tx);
            } catch (BookBrokenException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void an_entry_that_is_allowed_now_is_folded_and_so_is_what_waited_for_it() throws Exception {
        long opened = aside(new RatingOpened(session, null, ONE, S1));
        long given = counter.says(new RatingGiven(session, 4)).seq();
        long second = counter.says(new RatingGiven(session, 1)).seq();
        assertThat(fate(given)).isEqualTo("unprojected");

        assertThat(again(opened)).isEqualTo(new Quarantine.Applied(1));

        assertThat(List.of(fate(opened), fate(given), fate(second))).containsExactly("folded", "folded", "unprojected");
        long level = hall.read(rows -> rows.number("SELECT level FROM rating_session"));
        assertThat(level).isEqualTo(4);
        assertThat(flaws()).isEmpty();
        rebuild();
        assertThat(flaws()).isEmpty();
        assertThat(List.of(fate(opened), fate(given), fate(second))).containsExactly("folded", "folded", "unprojected");
    }

    @Test
    void one_that_its_device_may_still_not_say_stays_and_nothing_changes() {
        long opened = aside(new RatingOpened(session, null, ONE, S1));
        long entries = hall.count("entry");
        objection = Optional.of("counter 1 is not at this device");

        assertThat(again(opened)).isEqualTo(new Quarantine.Refused("counter 1 is not at this device"));

        assertThat(fate(opened)).isEqualTo("quarantined");
        assertThat(hall.count("entry")).isEqualTo(entries);
    }

    @Test
    void one_that_cannot_be_read_or_is_not_known_yet_stays() {
        long garbage = place(Fate.QUARANTINED, null, "{\"v\":1".getBytes(UTF_8));
        long unknown = place(
                Fate.UNKNOWN,
                "iris-scanned",
                ("{\"v\":1,\"type\":\"iris-scanned\",\"at\":\"2026-11-23T08:31:04.123+08:00\",\"clock\":\"synced\",\"boot\":\""
                                + hall.clock.boot() + "\",\"up\":1,\"data\":{}}")
                        .getBytes(UTF_8));

        assertThat(again(garbage)).isInstanceOf(Quarantine.Refused.class);
        assertThat(again(unknown))
                .isEqualTo(
                        new Quarantine.Refused("entry type \"iris-scanned\" version 1 is still not known to this hub"));
        assertThat(hall.<List<SetAside>>read(rows -> SetAside.list(rows, 10, 0)))
                .extracting(SetAside::seq)
                .containsExactly(unknown, garbage);
    }

    @Test
    void one_that_the_records_refuse_stays_with_their_reason() {
        long given = counter.says(new RatingGiven(session, 4)).seq();

        assertThat(again(given))
                .isInstanceOfSatisfying(
                        Quarantine.Refused.class,
                        refused -> assertThat(refused.why()).contains("never opened"));
        assertThat(fate(given)).isEqualTo("unprojected");
    }

    @Test
    void one_that_is_in_the_records_is_not_there() {
        long punch =
                counter.says(new Punch(Punch.Method.PIN, S1, null, null, null)).seq();

        assertThat(again(punch)).isEqualTo(new Quarantine.NotThere());
        assertThat(again(99)).isEqualTo(new Quarantine.NotThere());
    }

    @Test
    void what_came_after_it_in_its_journal_still_stands() throws Exception {
        long in = aside(new SignedIn(ONE, S1));
        counter.says(new SignedOut(ONE, S1));
        counter.says(new CounterClosed(ONE));

        assertThat(again(in)).isEqualTo(new Quarantine.Applied(0));

        long signedIn = hall.read(rows -> rows.number(
                "SELECT count(*) FROM counter_state WHERE staff IS NOT NULL" + " OR condition <> 'closed'"));
        assertThat(signedIn).isZero();
        assertThat(flaws()).isEmpty();
    }

    @Test
    void a_fate_that_is_not_what_was_decided_is_found() throws Exception {
        long opened = aside(new RatingOpened(session, null, ONE, S1));
        again(opened);
        hall.database.writeAndWait(tx -> tx.update(
                "UPDATE entry SET fate = 'quarantined', reason = 'x' WHERE seq = ? AND device = ?",
                opened,
                counter.device));

        assertThat(flaws())
                .singleElement()
                .asString()
                .endsWith("#" + opened + ": the book says quarantined, folded anew it is folded");
    }

    @Test
    void a_decision_that_is_older_than_its_entry_needs_none() throws Exception {
        hall.decide(new EntryAppliedAgain(counter.device, counter.id, 1, "admin"));

        assertThat(counter.says(new RatingOpened(session, null, ONE, S1)).fate())
                .isEqualTo(Fate.FOLDED);

        assertThat(flaws()).isEmpty();
    }
}

package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.ChainCheck;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A short morning in a book, and the questions that its tests ask of it. */
abstract class PlayedHall {

    static final StaffId S1 = new StaffId("s1");
    static final CounterId ONE = new CounterId("1");

    @TempDir
    Path folder;

    TestHall hall;
    TestHall.Journal reader;

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

    Verify.Report verify() throws SQLException, IOException {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        return new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                .verify(folder.resolve("hub.db"), scratch.resolve("anew.db"));
    }

    List<String> flaws() throws SQLException, IOException {
        return verify().flaws().stream().map(Flaw::toString).toList();
    }

    void edit(String sql) {
        hall.database.writeAndWait(tx -> tx.update(sql));
    }

    ChainCheck.Report rebuild(List<Projection> projections) throws BookBrokenException {
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

package io.yizhan.hub.follower;

import static io.yizhan.hub.follower.TimedHall.PUNCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.attendance.PunchFilter;
import io.yizhan.hub.attendance.PunchRecord;
import io.yizhan.hub.attendance.Punches;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.TrueTime.Source;
import io.yizhan.hub.book.Watermark;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Never computed again", and "settled by an admin with a reason". */
class SettledTimesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    private TimedHall hall;

    @BeforeEach
    void open() {
        hall = new TimedHall(folder.resolve("hub.db"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    /** Entry 1 is exact; entries 2 and 3 are of a boot without a clock that nobody heard, a day and a half before they arrive. */
    private void anUncertainPunch() {
        hall.reader.append(PUNCH);
        hall.pi.trust(ClockTrust.UNSYNCED);
        hall.rebootReader(Duration.ofMinutes(5));
        hall.pi.step(Duration.ofDays(-400));
        hall.pass(Duration.ofHours(1));
        hall.reader.append(PUNCH);
        hall.reader.append(PUNCH);
        hall.rebootReader(Duration.ofMinutes(5));
        hall.pass(Duration.ofHours(36));
        hall.rebootReader(Duration.ofMinutes(5));
    }

    private List<PunchRecord> punches(LocalDate day) {
        return hall.database.read(rows -> Punches.list(rows, PunchFilter.of(day), 10, 0));
    }

    @Test
    void an_admin_settles_a_time_within_its_bounds_and_the_record_follows() throws Exception {
        anUncertainPunch();
        hall.ship();
        TrueTime uncertain = hall.time(2);
        Instant at = uncertain.earliest().plusSeconds(60);

        hall.settle(2, at);

        assertThat(hall.time(2)).as("the entry keeps its bounds").isEqualTo(uncertain);
        assertThat(punches(DAY).stream()
                        .filter(punch -> punch.seq() == 2)
                        .map(PunchRecord::time)
                        .toList())
                .containsExactly(TrueTime.settled(at));
    }

    @Test
    void a_moment_outside_the_bounds_and_a_time_that_is_certain_are_refused() {
        anUncertainPunch();
        hall.ship();
        TrueTime uncertain = hall.time(2);

        assertThatThrownBy(() -> hall.settle(2, uncertain.latest().plusMillis(1)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("outside the bounds");
        assertThatThrownBy(() -> hall.settle(2, uncertain.earliest().minusMillis(1)))
                .isInstanceOf(RuleBrokenException.class);
        assertThatThrownBy(() -> hall.settle(1, TimedHall.MORNING))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("nothing to settle");
    }

    @Test
    void a_word_that_stands_before_its_entry_counts_too() throws Exception {
        anUncertainPunch();
        hall.ship();
        Instant at = hall.time(2).earliest().plusSeconds(60);
        hall.settle(2, at);
        List<PunchRecord> before = punches(DAY);
        hall.loseAllButTheHubsJournal();
        assertThat(punches(DAY)).isEmpty();

        hall.ship();

        assertThat(punches(DAY)).isEqualTo(before);
    }

    @Test
    void a_rebuild_gives_the_same() throws Exception {
        anUncertainPunch();
        hall.ship();
        hall.settle(2, hall.time(2).earliest().plusSeconds(60));
        List<PunchRecord> before = punches(DAY);

        long entries = hall.database.writeAndWait(tx -> {
            try {
                return new Rebuild(TimedHall.projections(), TimedHall.FACTS)
                        .rebuild(tx)
                        .entries();
            } catch (io.yizhan.hub.book.BookBrokenException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(entries).isPositive();
        assertThat(punches(DAY)).isEqualTo(before);
    }

    @Test
    void a_rating_follows_too() throws Exception {
        SessionId session = SessionId.of(UUID.randomUUID());
        hall.pi.trust(ClockTrust.UNSYNCED);
        hall.reader.append(new RatingOpened(session, null, new CounterId("1"), new StaffId("s0123")));
        hall.reader.append(new RatingGiven(session, 5));
        hall.rebootReader(Duration.ofHours(30));
        hall.ship();
        assertThat(hall.count("SELECT count(*) FROM rating_session WHERE opened_latest_ms IS NOT NULL"
                        + " AND ended_latest_ms IS NOT NULL"))
                .isEqualTo(1);

        hall.settle(1, TimedHall.MORNING);
        hall.settle(2, TimedHall.MORNING.plusSeconds(4));

        assertThat(hall.count("SELECT ended_ms - opened_ms FROM rating_session WHERE opened_latest_ms IS NULL"
                        + " AND ended_latest_ms IS NULL"))
                .isEqualTo(4_000);
    }

    @Test
    void an_uncertain_punch_stands_under_every_day_that_it_may_be_of_and_proves_no_presence() {
        anUncertainPunch();
        hall.ship();

        assertThat(punches(DAY)).hasSize(3);
        assertThat(punches(DAY.plusDays(1))).hasSize(2);
        assertThat(punches(DAY.minusDays(1))).isEmpty();
        assertThat(hall.database.<List<StaffId>>read(rows -> Punches.whoPunched(rows, DAY.plusDays(1))))
                .isEmpty();
    }

    @Test
    void entries_that_come_again_get_the_times_that_were_settled() {
        anUncertainPunch();
        hall.ship();
        List<TrueTime> before = List.of(hall.time(1), hall.time(2), hall.time(3));
        hall.loseAllButTheHubsJournal();
        hall.pass(Duration.ofDays(9));

        hall.ship();

        assertThat(List.of(hall.time(1), hall.time(2), hall.time(3))).isEqualTo(before);
    }

    @Test
    void of_a_batch_that_was_settled_in_part_only_the_rest_is_settled() {
        anUncertainPunch();
        hall.follow(hall.reader, hall.reader.batch(1, 2));
        TrueTime before = hall.time(2);
        String timed = "SELECT count(*) FROM entry WHERE device = 'hub' AND type = 'batch-timed'";
        long entries = hall.count(timed);
        hall.loseAllButTheHubsJournal();
        hall.pass(Duration.ofDays(9));

        hall.ship();

        assertThat(hall.time(2)).isEqualTo(before);
        assertThat(hall.count(timed)).isEqualTo(entries + 1);
        assertThat(hall.count("SELECT from_seq FROM timed_range")).isEqualTo(1);
        assertThat(hall.count("SELECT through_seq FROM timed_range")).isEqualTo(3);
    }

    @Test
    void another_line_at_the_same_place_does_not_get_its_time() {
        anUncertainPunch();
        hall.ship();
        Instant latest = hall.time(3).latest();
        hall.loseAllButTheHubsJournal();
        hall.pass(Duration.ofDays(9));
        PaperTerminal rolledBack = new PaperTerminal("reader-1", hall.pi);
        var format = LineFormat.ofTerminals();
        byte[] line = hall.reader.line(2);
        rolledBack.append(format.withOrigin(line, new Origin(hall.reader.journal, 2, hall.reader.hash(2))));
        rolledBack.append(format.withOrigin(line, new Origin(hall.reader.journal, 3, rolledBack.hash(1))));

        hall.follow(rolledBack, rolledBack.batch(1, 2));

        assertThat(hall.time(rolledBack, 1).source()).isEqualTo(Source.UNCERTAIN);
        assertThat(hall.time(rolledBack, 1).latest()).as("its own").isEqualTo(latest);
        assertThat(hall.time(rolledBack, 2).latest()).as("reckoned anew").isAfter(latest);
    }

    @Test
    void the_hubs_own_journal_brings_its_decisions_times_back() {
        hall.shakeHands();
        hall.hub.trust(ClockTrust.UNSYNCED);
        hall.hub.reboot(Duration.ofMinutes(5));
        decide();
        hall.hub.trust(ClockTrust.SYNCED);
        decide();
        hall.hub.trust(ClockTrust.UNSYNCED);
        hall.pass(Duration.ofDays(9));
        decide();
        String times = "SELECT at_ms, earliest_ms, latest_ms, time_source, flagged FROM entry WHERE device = 'hub'"
                + " ORDER BY seq";
        List<TrueTime> before = hall.database.read(rows -> rows.list(times, EntryTimes::time));
        record Former(String journal, List<byte[]> lines) {}
        Former former = hall.database.read(rows -> new Former(
                rows.one("SELECT journal FROM journal WHERE device = 'hub'", row -> row.text("journal"))
                        .orElseThrow(),
                rows.list("SELECT line FROM entry WHERE device = 'hub' ORDER BY seq", row -> row.bytes("line"))));

        List<TrueTime> after;
        try (TimedHall again = new TimedHall(folder.resolve("again.db"))) {
            again.database.writeAndWait(tx ->
                    again.book.adopt(tx, Watermark.unseen(DeviceId.HUB, new JournalId(former.journal)), former.lines));
            after = again.database.read(rows -> rows.list(times, EntryTimes::time));
        }

        assertThat(before).extracting(TrueTime::source).contains(Source.UNCERTAIN, Source.SYNCED, Source.BOUNDS);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void the_times_their_bounds_and_their_source_are_an_entry_of_the_hubs_journal_with_the_batch() {
        anUncertainPunch();
        String timed = "SELECT count(*) FROM entry WHERE device = 'hub' AND type = 'batch-timed'";
        assertThatThrownBy(() -> hall.database.writeAndWait(tx -> {
                    hall.writer.write(tx, hall.reader.device, ReadBatch.of(hall.reader.batch(1, 3)), hall.hub.upMs());
                    throw new IllegalStateException("the power goes");
                }))
                .hasMessage("the power goes");
        assertThat(hall.count("SELECT count(*) FROM entry WHERE device = 'reader-1'"))
                .isZero();
        assertThat(hall.count(timed)).isZero();

        hall.ship();

        TrueTime time = hall.time(2);
        assertThat(hall.count(timed)).isEqualTo(1);
        String told = hall.database.read(rows -> rows.one(
                        "SELECT line FROM entry WHERE type = 'batch-timed'",
                        row -> new String(row.bytes("line"), UTF_8))
                .orElseThrow());
        assertThat(told)
                .contains("\"from\":1,\"through\":3")
                .contains("\"at\":" + time.at().toEpochMilli() + ",\"earliest\":"
                        + time.earliest().toEpochMilli() + ",\"latest\":"
                        + time.latest().toEpochMilli() + ",\"source\":\"uncertain\",\"flagged\":false");
    }

    private void decide() {
        hall.database.writeAndWait(
                tx -> hall.book.record(tx, new AlarmRaised(hall.reader.device, "test", "a decision")));
    }
}

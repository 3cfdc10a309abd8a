package io.yizhan.hub.follower;

import static io.yizhan.hub.follower.TimedHall.PUNCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Drift;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.TrueTime.Source;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.journal.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentences of "When did it happen?", one after another. */
class TrueTimeTest {

    private static final Duration DAYS_10 = Duration.ofDays(10);

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

    private void readerLosesItsClock() {
        hall.pi.trust(ClockTrust.UNSYNCED);
        hall.pi.step(Duration.ofDays(-400));
    }

    @Test
    void an_arrival_bounds_from_above_and_what_was_heard_from_below() {
        Offset offset = Offset.UNKNOWN.arrived(5_000, 1_000).heard(4_900, 990);

        assertThat(offset.latest(1_000)).isEqualTo(5_010);
        assertThat(offset.earliest(990)).isEqualTo(4_890);
        assertThat(Offset.UNKNOWN.latest(1_000)).isNull();
        assertThat(Offset.UNKNOWN.earliest(1_000)).isNull();
    }

    @Test
    void a_bound_widens_by_100_ppm_of_its_distance_and_10_ms() {
        long day = Duration.ofDays(1).toMillis();
        Offset offset = Offset.UNKNOWN.arrived(day, day);

        assertThat(offset.latest(day)).isEqualTo(day + Drift.UPTIME_ERROR_MS);
        assertThat(offset.latest(0)).isBetween(8_640 + Drift.UPTIME_ERROR_MS, 8_643 + Drift.UPTIME_ERROR_MS);
    }

    @Test
    void the_tightest_bound_holds_and_a_looser_message_changes_nothing() {
        Offset tight = Offset.UNKNOWN.arrived(10_000, 9_000);

        assertThat(tight.arrived(20_000, 18_900)).isEqualTo(tight);
        assertThat(tight.arrived(20_000, 19_000).latest(19_000)).isEqualTo(20_010);
    }

    @Test
    void what_was_heard_against_the_arrivals_is_not_learned() {
        Offset offset = Offset.UNKNOWN.arrived(10_000, 9_000);

        assertThat(offset.heard(9_990, 8_000)).isEqualTo(offset);
        assertThat(offset.heard(9_990, 8_995).low()).isNotNull();
    }

    @Test
    void a_bound_from_before_an_outage_stays_for_what_happened_early_in_it() {
        hall.shakeHands();
        hall.follow(hall.reader, hall.reader.hello());
        readerLosesItsClock();
        long real = hall.hub.wallMs();
        hall.reader.append(PUNCH);
        hall.pass(DAYS_10);

        hall.ship();

        TrueTime time = hall.time(1);
        assertThat(time.source()).isEqualTo(Source.BOUNDS);
        assertThat(real).isBetween(time.earliest().toEpochMilli(), time.latest().toEpochMilli());
        assertThat(Duration.between(time.earliest(), time.latest())).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void an_entry_has_a_place_on_the_hubs_boot_clock_without_any_clock_on_the_terminal() {
        readerLosesItsClock();
        hall.shakeHands();
        Instant real = hall.hub.now();
        hall.reader.append(PUNCH);
        hall.pass(Duration.ofHours(1));

        hall.ship();

        assertThat(hall.time(1).source()).isEqualTo(Source.BOUNDS);
        assertThat(real).isBetween(hall.time(1).earliest(), hall.time(1).latest());
        assertThat(hall.time(1).isMoment()).isTrue();
    }

    @Test
    void a_hub_clock_that_was_stepped_has_a_stretch_before_and_one_after() {
        hall.shakeHands();
        readerLosesItsClock();
        hall.reader.append(PUNCH);
        Instant before = hall.hub.now();
        hall.pass(Duration.ofSeconds(1));
        hall.follow(hall.reader, hall.reader.hello());
        hall.hub.step(Duration.ofHours(3));
        hall.pass(Duration.ofMinutes(1));
        hall.follow(hall.reader, hall.reader.hello());
        hall.pass(Duration.ofMinutes(1));
        hall.reader.append(PUNCH);

        hall.ship();

        assertThat(hall.count("SELECT count(*) FROM hub_span")).isEqualTo(2);
        assertThat(hall.time(1).at()).isBetween(before.minusMillis(100), before.plusMillis(100));
        assertThat(hall.time(2).at())
                .isBetween(hall.hub.now().minusMillis(100), hall.hub.now().plusMillis(100));
    }

    @Test
    void outside_a_trusted_stretch_wall_time_is_bounded_wider_by_the_distance() {
        hall.shakeHands();
        hall.hub.trust(ClockTrust.UNSYNCED);
        readerLosesItsClock();
        hall.pass(DAYS_10);
        hall.reader.append(PUNCH);

        hall.ship();

        TrueTime time = hall.time(1);
        assertThat(time.source()).isEqualTo(Source.BOUNDS);
        assertThat(time.isMoment()).isFalse();
        assertThat(hall.hub.now()).isBetween(time.earliest(), time.latest());
    }

    @Test
    void a_hub_clock_that_was_never_trusted_gives_no_wall_time() {
        hall.hub.trust(ClockTrust.UNSYNCED);
        hall.reader.append(PUNCH);
        readerLosesItsClock();
        hall.reader.append(PUNCH);

        hall.ship();

        assertThat(hall.time(1)).isEqualTo(TrueTime.exactly(TimedHall.MORNING));
        assertThat(hall.time(2).source()).isEqualTo(Source.BOUNDS);
        hall.rebootReader(Duration.ofMinutes(1));
        hall.reader.append(PUNCH);
        hall.ship();
        assertThat(hall.time(3).source()).isEqualTo(Source.UNCERTAIN);
        assertThat(hall.time(3).latest()).isEqualTo(TrueTime.NO_LATEST);
    }

    @Test
    void a_trusted_clock_is_taken_up_to_half_a_second_outside_the_bounds_and_one_past_that_is_flagged() {
        hall.reader.append(PUNCH);
        hall.pi.step(Duration.ofMillis(Reckoner.TRUSTED_APART_MS + Drift.UPTIME_ERROR_MS));
        Instant atTheLimit = hall.pi.now();
        hall.reader.append(PUNCH);
        hall.pi.step(Duration.ofMillis(1));
        hall.reader.append(PUNCH);

        hall.ship();

        assertThat(hall.time(1)).isEqualTo(TrueTime.exactly(TimedHall.MORNING));
        assertThat(hall.time(2)).isEqualTo(TrueTime.exactly(atTheLimit));
        assertThat(hall.time(3).flagged()).isTrue();
        assertThat(hall.time(3).source()).isNotEqualTo(Source.SYNCED);
    }

    @Test
    void nothing_happened_after_it_arrived_whatever_a_clock_says() {
        hall.pi.step(Duration.ofDays(37 * 365));
        hall.reader.append(PUNCH);

        hall.ship();

        assertThat(hall.time(1).flagged()).isTrue();
        assertThat(hall.time(1).latest()).isBeforeOrEqualTo(hall.hub.now().plusMillis(100));
    }

    @Test
    void a_boot_that_no_hub_heard_lies_between_its_neighbours() {
        hall.reader.append(PUNCH);
        Instant first = hall.pi.now();
        hall.rebootReader(Duration.ofMinutes(5));
        readerLosesItsClock();
        hall.pass(Duration.ofHours(1));
        hall.reader.append(PUNCH);
        Instant real = hall.hub.now();
        hall.pass(Duration.ofHours(2));
        hall.rebootReader(Duration.ofMinutes(5));
        hall.pass(Duration.ofHours(4));

        hall.ship();

        TrueTime time = hall.time(2);
        assertThat(time.source()).isEqualTo(Source.UNCERTAIN);
        assertThat(real).isBetween(time.earliest(), time.latest());
        assertThat(time.earliest()).isBetween(first.minusSeconds(1), first.plusSeconds(1));
        assertThat(Duration.between(real, time.latest()))
                .as("not after the start of the next boot, which was heard")
                .isLessThan(Duration.ofMinutes(126));
    }

    @Test
    void a_boots_trusted_clock_bounds_its_other_entries() {
        readerLosesItsClock();
        Instant real = hall.hub.now();
        hall.reader.append(PUNCH);
        hall.pass(Duration.ofMinutes(30));
        hall.pi.step(Duration.ofDays(400));
        hall.pi.trust(ClockTrust.SYNCED);
        hall.reader.append(PUNCH);
        hall.rebootReader(Duration.ofMinutes(5));

        hall.ship();

        assertThat(hall.time(1).source()).isEqualTo(Source.BOUNDS);
        assertThat(hall.time(1).isMoment()).isTrue();
        assertThat(real).isBetween(hall.time(1).earliest(), hall.time(1).latest());
    }

    @Test
    void an_uptime_that_went_back_is_flagged() {
        hall.reader.append(PUNCH);
        hall.pi.pass(Duration.ofMillis(-Drift.UPTIME_ERROR_MS));
        hall.reader.append(PUNCH);
        hall.pi.pass(Duration.ofMillis(-1));
        hall.reader.append(PUNCH);

        hall.ship();

        assertThat(hall.time(2).flagged()).isFalse();
        assertThat(hall.time(3).flagged()).isTrue();
    }

    @Test
    void what_the_hub_decides_without_a_clock_is_not_called_exact() {
        hall.hub.trust(ClockTrust.UNSYNCED);

        TrueTime time = hall.database.writeAndWait(tx -> hall.book
                .record(tx, new AlarmRaised(hall.reader.device, "test", "a decision"))
                .time());

        assertThat(time.source()).isEqualTo(Source.UNCERTAIN);
        assertThat(time.span().isBounded()).isFalse();
    }

    @Test
    void what_the_hub_decides_after_it_lost_its_clock_has_bounds_and_its_journal_keeps_them() {
        hall.shakeHands();
        hall.hub.trust(ClockTrust.UNSYNCED);
        Instant real = hall.hub.now().plus(DAYS_10);
        hall.pass(DAYS_10);
        hall.hub.step(Duration.ofHours(5));

        TrueTime time = hall.database.writeAndWait(tx -> hall.book
                .record(tx, new AlarmRaised(hall.reader.device, "test", "a decision"))
                .time());

        assertThat(time.source()).isEqualTo(Source.BOUNDS);
        assertThat(real).isBetween(time.earliest(), time.latest());
        assertThat(hall.count("SELECT count(*) FROM timed_entry WHERE device = 'hub'"))
                .isEqualTo(2);
    }

    @Test
    void a_journal_is_complete_up_to_its_hello_at_the_earliest_and_never_back() {
        String complete = "SELECT complete_ms FROM journal WHERE device = 'reader-1'";
        hall.reader.append(PUNCH);
        hall.ship();
        assertThat(hall.count(complete)).as("nothing is known yet").isZero();

        hall.shakeHands();
        var early = hall.reader.hello();
        hall.pass(Duration.ofMinutes(1));
        Instant asked = hall.hub.now();
        hall.follow(hall.reader, hall.reader.hello());
        long known = hall.count(complete);
        assertThat(Instant.ofEpochMilli(known)).isBetween(asked.minusMillis(200), asked);

        hall.follow(hall.reader, early);
        assertThat(hall.count(complete)).isEqualTo(known);

        hall.reader.append(PUNCH);
        hall.pass(Duration.ofMinutes(1));
        hall.follow(hall.reader, hall.reader.hello());
        assertThat(hall.count(complete)).as("an entry is missing").isEqualTo(known);
    }

    @Test
    void what_was_heard_of_the_hubs_earlier_boot_bounds_that_boot() {
        hall.follow(hall.reader, hall.reader.hello());
        Heard late = new Heard(hall.hub.boot(), hall.hub.upMs(), hall.pi.upMs());
        readerLosesItsClock();
        hall.reader.append(PUNCH);
        hall.pi.pass(Duration.ofMinutes(3));
        hall.hub.reboot(Duration.ofMinutes(3));
        hall.hub.trust(ClockTrust.UNSYNCED);
        hall.reader.heard = late;

        hall.ship();

        assertThat(hall.time(1).source()).isEqualTo(Source.BOUNDS);
        assertThat(hall.time(1).isMoment()).isTrue();
    }
}

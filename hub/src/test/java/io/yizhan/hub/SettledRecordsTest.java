package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.Flaw;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.TimeSettled;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.queue.CounterPlate;
import io.yizhan.hub.queue.Counters;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls, counters, starts and faults whose time is uncertain keep their bounds, until an admin settles them. */
class SettledRecordsTest {

    private static final CounterId ONE = new CounterId("1");
    private static final TrueTime SOMETIME = TrueTime.guessed(
            TestHall.MORNING.plusSeconds(60), TestHall.MORNING, TestHall.MORNING.plusSeconds(7_200), false);

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal counter;
    private CallId call;

    /** Entries 1 to 7 of the counter's journal: nobody knows when. */
    @BeforeEach
    void play() throws Exception {
        hall = new TestHall(folder);
        hall.furnish();
        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        counter = hall.journal("counter-1");
        call = CallId.of(hall.ids.get());
        counter.says(new Booted("1.0.0", ClockTrust.UNSYNCED), SOMETIME);
        counter.says(new SignedIn(ONE, new StaffId("s1")), SOMETIME);
        counter.says(new CalledLocally(call, ticket), SOMETIME);
        counter.says(new Recalled(call), SOMETIME);
        counter.says(new Finished(call), SOMETIME);
        counter.says(new CounterPaused(ONE), SOMETIME);
        counter.says(new FaultRaised("1/keypad", "stuck", null), SOMETIME);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private static Instant minute(long number) {
        return TestHall.MORNING.plusSeconds(60 * number);
    }

    private void settle(long seq, Instant at) throws Exception {
        hall.decide(new TimeSettled(counter.device, counter.id, seq, at.toEpochMilli(), "seen", "admin"));
    }

    private TicketCall called() {
        return hall.read(rows -> HallCalls.find(rows, call)).orElseThrow();
    }

    private TrueTime since() {
        return hall.<List<CounterPlate>>read(rows -> Counters.all(rows, TestHall.MORNING)).stream()
                .filter(plate -> plate.counter().equals(ONE))
                .map(CounterPlate::since)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow();
    }

    private List<Flaw> flaws() throws Exception {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        return new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                .verify(folder.resolve("hub.db"), scratch.resolve("anew.db"))
                .flaws();
    }

    @Test
    void what_is_uncertain_is_kept_with_its_bounds() throws Exception {
        TicketCall uncertain = called();

        assertThat(List.of(uncertain.called(), uncertain.told(), uncertain.recalled(), uncertain.ended(), since()))
                .containsOnly(SOMETIME);
        assertThat(hall.read(rows -> Devices.find(rows, counter.device)).orElseThrow())
                .satisfies(device -> assertThat(device.booted()).isEqualTo(SOMETIME))
                .satisfies(
                        device -> assertThat(device.faults().getFirst().since()).isEqualTo(SOMETIME));
        assertThat(flaws()).isEmpty();
    }

    @Test
    void each_follows_when_it_is_settled_and_a_rebuild_gives_the_same() throws Exception {
        for (long seq = 1; seq <= 7; seq++) {
            settle(seq, minute(seq));
        }

        settled();
        assertThat(flaws()).isEmpty();
        hall.database.writeAndWait(tx -> {
            try {
                return new Rebuild(TestHall.projections(), TestHall.facts()).rebuild(tx);
            } catch (BookBrokenException e) {
                throw new IllegalStateException(e);
            }
        });
        settled();
    }

    private void settled() {
        TicketCall certain = called();
        assertThat(certain.called()).isEqualTo(TrueTime.exactly(minute(3)));
        assertThat(certain.told()).isEqualTo(TrueTime.exactly(minute(3)));
        assertThat(certain.recalled()).isEqualTo(TrueTime.exactly(minute(4)));
        assertThat(certain.ended()).isEqualTo(TrueTime.exactly(minute(5)));
        assertThat(since()).isEqualTo(TrueTime.exactly(minute(6)));
        var device =
                hall.read(rows -> Devices.find(rows, new DeviceId("counter-1"))).orElseThrow();
        assertThat(device.booted()).isEqualTo(TrueTime.exactly(minute(1)));
        assertThat(device.faults().getFirst().since()).isEqualTo(TrueTime.exactly(minute(7)));
    }

    @Test
    void the_settled_time_of_an_earlier_recall_moves_no_later_one() throws Exception {
        long second =
                counter.says(new Recalled(call), TrueTime.exactly(minute(30))).seq();

        settle(4, minute(4));

        assertThat(second).isEqualTo(8);
        assertThat(called().recalled()).isEqualTo(TrueTime.exactly(minute(30)));
        assertThat(called().recalls()).isEqualTo(2);
    }
}

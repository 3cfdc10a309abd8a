package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.Leases;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the desk does by itself: numbers for kiosks, late tickets apart. */
class ChoresOfTheDeskTest {

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal kiosk;
    private final Presence presence = new Presence();

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        kiosk = hall.journal("kiosk");
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_hello_of_a_kiosks_journal_is_enough_to_get_numbers_within_5_s() {
        try (LeaseKeeper keeper = new LeaseKeeper(hall.book, presence, TestHall.ZONE, hall.time)) {
            keeper.heard(kiosk.device, kiosk.id);
            await().atMost(Duration.ofSeconds(5)).until(() -> hall.count("lease") == Leases.DAYS);
        }
    }

    @Test
    void so_is_its_status() {
        try (LeaseKeeper _ = new LeaseKeeper(hall.book, presence, TestHall.ZONE, hall.time)) {
            DeviceStatus.JournalStatus journal = new DeviceStatus.JournalStatus(kiosk.id, 1, 0, 0);
            ConnectionId connection = new ConnectionId(hall.ids.get().toString());
            presence.heard(
                    kiosk.device,
                    new DeviceStatus(true, connection, null, null, null, null, null, null, journal, null),
                    TrueTime.seen(hall.clock));
            await().until(() -> hall.count("lease") == Leases.DAYS);
        }
    }

    @Test
    void a_kiosk_that_runs_low_gets_further_numbers() {
        try (LeaseKeeper keeper = new LeaseKeeper(hall.book, presence, TestHall.ZONE, hall.time)) {
            keeper.heard(kiosk.device, kiosk.id);
            await().until(() -> hall.count("lease") == Leases.DAYS);
            kiosk.prints(Leases.NUMBERS * 3 / 4, "hukou", Priority.NONE);
            await().until(() -> hall.count("lease") == Leases.DAYS + 1);
        }
    }

    @Test
    void a_journal_of_a_device_without_a_kiosk_gets_none() {
        TestHall.Journal counter = hall.journal("counter-1");
        try (LeaseKeeper keeper = new LeaseKeeper(hall.book, presence, TestHall.ZONE, hall.time)) {
            keeper.heard(counter.device, counter.id);
            keeper.heard(kiosk.device, kiosk.id);
            await().until(() -> hall.count("lease") > 0);
        }
        assertThat(hall.read(rows -> Leases.of(rows, counter.device, TestHall.TODAY))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_ticket_that_comes_over_ten_minutes_late_is_set_apart_and_one_in_time_is_not() {
        hall.book.onFold(new LateTickets(hall.book, hall.time));
        Instant now = hall.clock.now();

        printed(1, now.minus(Duration.ofMinutes(10)).minusMillis(1));
        printed(2, now.minus(Duration.ofMinutes(10)));

        assertThat(standing(1)).isEqualTo(HallTicket.Standing.UNCONFIRMED);
        assertThat(standing(2)).isEqualTo(HallTicket.Standing.WAITING);
        List<HallTicket> apart = hall.read(rows -> Tickets.unconfirmed(rows, TestHall.TODAY));
        assertThat(apart).hasSize(1);
    }

    @Test
    void a_late_ticket_and_its_being_set_apart_are_on_disk_together_or_not_at_all() {
        hall.book.onFold((tx, entry) -> {
            new LateTickets(hall.book, hall.time).follow(tx, entry);
            if (entry.fact() instanceof TicketPrinted) {
                throw new IllegalStateException("the power goes");
            }
        });
        long entries = hall.count("entry");

        assertThatThrownBy(() ->
                        printed(1, hall.clock.now().minus(LateTickets.LATE).minusMillis(1)))
                .hasMessage("the power goes");

        assertThat(hall.count("entry")).as("the issue alone, and its time").isEqualTo(entries + 2);
        assertThat(standing(1)).isEqualTo(HallTicket.Standing.ISSUED);
    }

    private void printed(int number, Instant at) {
        TrueTime when = TrueTime.exactly(at);
        kiosk.says(new TicketIssued(ticket(number), new ServiceId("hukou"), Priority.NONE, null, 0), when);
        kiosk.says(new TicketPrinted(ticket(number), TicketPrinted.Outcome.PRINTED), when);
    }

    private HallTicket.Standing standing(int number) {
        return hall.read(rows -> Tickets.find(rows, ticket(number)))
                .orElseThrow()
                .standing();
    }

    private static TicketId ticket(int number) {
        return new TicketId(TestHall.TODAY, new SeriesId("A"), number);
    }
}

package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.HubRestored;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {

    private static final DeviceId KIOSK = new DeviceId("kiosk");
    private static final DeviceId OTHER = new DeviceId("kiosk-2");
    private static final SeriesId A = new SeriesId("A");

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new DeviceAdded(
                OTHER, List.of(new StationConfig.Kiosk(new StationId("k2"), List.of(A, new SeriesId("B")))), null));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_kiosks_journal_gets_numbers_for_today_and_the_next_days_once() {
        TestHall.Journal journal = hall.journal("kiosk");

        assertThat(grant(journal)).hasSize(Leases.DAYS);

        assertThat(grant(journal)).isEmpty();
        assertThat(wanted(journal)).isFalse();
        assertThat(today(KIOSK)).extracting(Lease::from, Lease::to).containsExactly(tuple(1, 400));
    }

    @Test
    void a_device_without_a_kiosk_gets_none() {
        assertThat(grant(hall.journal("counter-1"))).isEmpty();
    }

    @Test
    void a_new_journal_never_gets_an_old_ones_numbers() {
        grant(hall.journal("kiosk"));

        grant(hall.journal("kiosk"));

        assertThat(today(KIOSK)).extracting(Lease::from, Lease::to).containsExactly(tuple(1, 400), tuple(401, 800));
        assertThat(today(KIOSK)).extracting(Lease::journal).doesNotHaveDuplicates();
    }

    @Test
    void a_further_lease_is_granted_when_three_quarters_are_used_and_not_before() {
        TestHall.Journal journal = hall.journal("kiosk");
        grant(journal);
        journal.prints(299, "hukou", Priority.NONE);
        assertThat(wanted(journal)).isFalse();

        journal.prints(300, "hukou", Priority.NONE);
        assertThat(wanted(journal)).isTrue();

        assertThat(grant(journal)).extracting(LeaseGranted::from).containsExactly(401);
        assertThat(wanted(journal)).isFalse();
    }

    @Test
    void numbers_that_are_granted_cannot_be_granted_again() throws Exception {
        TestHall.Journal journal = hall.journal("kiosk");
        hall.decide(new LeaseGranted(KIOSK, journal.id, A, TestHall.TODAY, 1, 10));
        hall.decide(new LeaseGranted(KIOSK, journal.id, A, TestHall.TODAY, 11, 20));
        hall.decide(new LeaseGranted(KIOSK, journal.id, A, TestHall.TODAY.plusDays(1), 5, 15));

        assertThatThrownBy(() -> hall.decide(new LeaseGranted(OTHER, journal.id, A, TestHall.TODAY, 20, 30)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("granted already");
    }

    @Test
    void numbers_never_wrap_within_a_day() throws Exception {
        TestHall.Journal journal = hall.journal("kiosk");
        int max = TicketId.NUMBER_MAX;
        hall.decide(new LeaseGranted(KIOSK, journal.id, A, TestHall.TODAY, max - 500, max - 100));
        journal.prints(max - 100, "hukou", Priority.NONE);

        assertThat(grant(journal))
                .filteredOn(granted -> granted.day().equals(TestHall.TODAY))
                .extracting(LeaseGranted::from, LeaseGranted::to)
                .containsExactly(tuple(max - 99, max));
        journal.prints(max, "hukou", Priority.NONE);
        assertThat(wanted(journal)).isFalse();
    }

    @Test
    void numbers_of_a_letter_that_a_restore_knew_nothing_of_begin_above_what_the_lost_hub_may_have_granted()
            throws Exception {
        try (Database lost = Database.open(folder.resolve("restored.db"))) {
            lost.writeAndWait(tx -> Identity.restore(tx, StoreId.of(hall.ids.get()), 2, 0));
        }
        try (TestHall restored = new TestHall(folder, "restored.db")) {
            restored.decide(new HubRestored(2, List.of(), "from a backup"));
            restored.clock.pass(Duration.ofDays(2));
            restored.furnish();
            TestHall.Journal journal = restored.journal("kiosk");

            List<LeaseGranted> granted = restored.database.writeAndWait(
                    tx -> Leases.grant(tx, restored.book, KIOSK, journal.id, TestHall.TODAY.plusDays(2)));

            assertThat(granted)
                    .filteredOn(lease -> lease.series().equals(A))
                    .hasSize(Leases.DAYS)
                    .allSatisfy(lease -> assertThat(lease.from())
                            .isEqualTo(lease.day().isAfter(TestHall.TODAY.plusDays(Leases.DAYS)) ? 1 : 4001));
        }
    }

    /** Whatever journals come, in whatever order, and however far they print: no number is in two leases. */
    @Test
    void leases_never_overlap() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            TestHall.Journal journal = hall.journal(random.nextBoolean() ? "kiosk" : "kiosk-2");
            grant(journal);
            Lease mine = today(journal.device).stream()
                    .filter(lease ->
                            lease.journal().equals(journal.id) && lease.series().equals(A))
                    .findFirst()
                    .orElseThrow();
            journal.prints(mine.from() + random.nextInt(Leases.NUMBERS), "hukou", Priority.NONE);
            grant(journal);
        }
        Set<TicketId> granted = new HashSet<>();
        for (DeviceId device : List.of(KIOSK, OTHER)) {
            for (Lease lease : hall.read(rows -> Leases.of(rows, device, TestHall.TODAY))) {
                for (int number = lease.from(); number <= lease.to(); number++) {
                    TicketId ticket = new TicketId(lease.day(), lease.series(), number);
                    assertThat(granted.add(ticket))
                            .as("seed %d: %s twice", seed, ticket)
                            .isTrue();
                }
            }
        }
    }

    private List<LeaseGranted> grant(TestHall.Journal journal) {
        return hall.database.writeAndWait(
                tx -> Leases.grant(tx, hall.book, journal.device, journal.id, TestHall.TODAY));
    }

    private boolean wanted(TestHall.Journal journal) {
        return hall.read(rows -> Leases.wanted(rows, journal.device, journal.id, TestHall.TODAY));
    }

    private List<Lease> today(DeviceId device) {
        return hall.read(rows -> Leases.of(rows, device, TestHall.TODAY)).stream()
                .filter(lease -> lease.day().equals(TestHall.TODAY))
                .toList();
    }
}

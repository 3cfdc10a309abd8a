package io.yizhan.hub.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub sends a vault, by its answers and by the hub's clock, which stands still unless the test moves it. */
class VaultShipperTest {

    private static final DeviceId VAULT = new DeviceId("pi-7");
    private static final BootId BOOT = new BootId("00000000-0000-4000-8000-0000000000bb");

    @TempDir
    Path folder;

    private final List<Batch> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private TestHall hall;
    private Identity identity;
    private VaultShipper shipper;

    @BeforeEach
    void a_hall_with_a_vault() throws Exception {
        hall = new TestHall(folder);
        identity = hall.database.writeAndWait(Identity::of);
        hall.decide(new DeviceAdded(VAULT, List.of(new StationConfig.Vault(new StationId("vault-1"))), null));
        hall.decide(new AgencyAdded(new AgencyId("police"), "公安局", null));
        shipper = new VaultShipper(hall.book, new Topics(new HallId("hall")), hall.clock, identity, message -> {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("a bug below us");
            }
            try {
                sent.add(Batch.read(message.payload()));
            } catch (UnreadableException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> sent.size() == 1);
        assertThat(sent.getFirst().isHello()).as("it asks first").isTrue();
    }

    @AfterEach
    void close() {
        shipper.close();
        hall.close();
    }

    @Test
    void a_vault_that_has_connected_anew_is_asked_at_once() {
        shipper.heard(VAULT, online(1));
        await().until(() -> sent.size() == 2);
        shipper.heard(VAULT, online(1)); // the same connection: only how it is has changed
        shipper.heard(VAULT, online(2));
        await().until(() -> sent.size() == 3);

        assertThat(sent).allMatch(Batch::isHello);
        answer(Verdict.GAP, 0, Chain.start(journal()));
        await().until(() -> sent.size() == 4);
        assertThat(sent.getLast().lines()).hasSize(2);
    }

    @Test
    void a_vault_that_connects_after_a_long_absence_is_asked_again_within_seconds() {
        growSeldom();
        int asked = sent.size();
        shipper.heard(VAULT, online(1));
        await().until(() -> sent.size() == asked + 1); // and this one is lost

        hall.clock.pass(Shipping.ANSWER_MAX);

        await().until(() -> sent.size() == asked + 2);
        assertThat(sent).allMatch(Batch::isHello);
    }

    @Test
    void a_vault_that_stays_away_is_asked_once_a_minute() {
        growSeldom();
        int asked = sent.size();

        hall.clock.pass(Shipping.SILENCE_MAX.minusMillis(1));
        await().during(Shipping.GATHERED.multipliedBy(2)).until(() -> sent.size() == asked);
        hall.clock.pass(Duration.ofMillis(1));

        await().until(() -> sent.size() == asked + 1);
    }

    /** Nobody answers until the pauses have grown to the longest. */
    private void growSeldom() {
        for (int seconds : new int[] {5, 10, 20, 40}) {
            int asked = sent.size();
            hall.clock.pass(Duration.ofSeconds(seconds));
            await().until(() -> sent.size() == asked + 1);
        }
    }

    @Test
    void a_vault_that_has_lost_what_it_acknowledged_is_sent_it_again() {
        answer(Verdict.REPEAT, 2, lastHash());
        shipper.heard(VAULT, online(1));
        await().until(() -> sent.size() == 2);

        answer(Verdict.GAP, 0, Chain.start(journal()));

        await().until(() -> sent.size() == 3);
        assertThat(sent.getLast().header().from()).isEqualTo(1);
        assertThat(sent.getLast().lines()).hasSize(2);
    }

    @Test
    void a_gap_is_gone_back_to_at_most_once_a_second() {
        answer(Verdict.GAP, 0, Chain.start(journal()));
        await().until(() -> sent.size() == 2);
        hall.clock.pass(Shipping.GAP_EVERY.minusMillis(1));
        answer(Verdict.GAP, 0, Chain.start(journal()));
        await().during(Shipping.GATHERED.multipliedBy(2)).until(() -> sent.size() == 2);

        hall.clock.pass(Duration.ofMillis(1));
        answer(Verdict.GAP, 0, Chain.start(journal()));

        await().until(() -> sent.size() == 3);
        assertThat(sent.getLast().header().from()).isEqualTo(1);
    }

    @Test
    void a_vault_whose_hash_is_another_than_ours_is_a_fork_whatever_its_verdict() {
        answer(Verdict.REPEAT, 2, Chain.start(journal()));

        awaitAlarm("vault-forked");
        shipper.connected();
        shipper.heard(VAULT, online(1));
        hall.clock.pass(Duration.ofMinutes(5));
        await().during(Shipping.GATHERED.multipliedBy(2)).until(() -> sent.size() == 1);
    }

    @Test
    void a_vault_that_has_more_than_we_do_is_a_fork_whatever_its_verdict() {
        answer(Verdict.REPEAT, 9, Chain.start(journal()));

        awaitAlarm("vault-forked");
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_vault_that_holds_what_we_hold_is_sent_what_is_new_and_nothing_else() throws Exception {
        answer(Verdict.REPEAT, 2, lastHash());
        hall.decide(new AgencyAdded(new AgencyId("tax"), "税务局", null));

        await().until(() -> sent.size() == 2);
        assertThat(sent.getLast().header().from()).isEqualTo(3);
        assertThat(sent.getLast().lines()).hasSize(1);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void a_vault_that_cannot_say_what_it_holds_is_asked_again_after_its_pause() {
        shipper.received(VAULT, Json.write(ack(null, null, null, null, Verdict.BUSY, 10_000)));

        await().during(Shipping.GATHERED.multipliedBy(2)).until(() -> sent.size() == 1);
        hall.clock.pass(Duration.ofMillis(9_999)); // long after it would ask one that is silent
        await().during(Shipping.GATHERED.multipliedBy(2)).until(() -> sent.size() == 1);
        hall.clock.pass(Duration.ofMillis(1));
        await().until(() -> sent.size() == 2);
        assertThat(sent.getLast().isHello()).isTrue();
    }

    @Test
    void a_bug_on_the_way_to_a_vault_ends_no_following() {
        failures.set(2);
        answer(Verdict.GAP, 0, Chain.start(journal()));

        await().until(() -> sent.size() == 2);
        assertThat(failures).hasValue(0);
        assertThat(sent.getLast().lines()).hasSize(2);
    }

    private void awaitAlarm(String kind) {
        await().untilAsserted(() -> assertThat(alarms()).containsExactly(kind));
    }

    private List<String> alarms() {
        return hall.read(rows -> rows.list("SELECT kind FROM alarm ORDER BY alarm", row -> row.text("kind")));
    }

    private JournalId journal() {
        return sent.getFirst().header().journal();
    }

    private Hash lastHash() {
        return sent.getFirst().header().prev();
    }

    private void answer(Verdict verdict, long through, Hash hash) {
        shipper.received(VAULT, Json.write(ack(journal(), 3L, through, hash, verdict, null)));
    }

    private Ack ack(
            @Nullable JournalId journal,
            @Nullable Long from,
            @Nullable Long through,
            @Nullable Hash hash,
            Verdict verdict,
            @Nullable Integer retryMs) {
        return new Ack(
                journal,
                from,
                through,
                hash,
                verdict,
                identity.store(),
                identity.epoch(),
                BOOT,
                1,
                hall.clock.now().atZone(TestHall.ZONE).toOffsetDateTime(),
                retryMs);
    }

    private static DeviceStatus online(int connection) {
        return new DeviceStatus(
                true,
                new ConnectionId("00000000-0000-4000-8000-%012d".formatted(connection)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }
}

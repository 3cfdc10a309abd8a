package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.Broker;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.uplink.Uplink;
import io.yizhan.terminal.uplink.UplinkSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A terminal's journal on its real way: disk, shipper, broker, follower, book, and the acks back. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class FollowerWireTest {

    private static final DeviceId READER = new DeviceId("reader-1");
    private static final String SERIAL = "100000003d1d1c36";

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private final HallClock clock = new HallClock(WiredHub.MACHINE, TestHall.ZONE);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Broker broker;
    private WiredHub hub;
    private Journal journal;

    FollowerWireTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void a_hub_and_a_terminal() throws Exception {
        broker = opened(kind.open(folder));
        hub = opened(new WiredHub(folder.resolve("hub.db"), broker));
        journal = opened(Journal.open(folder.resolve("card.db"), SERIAL, clock));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void every_entry_is_in_the_book_once_though_the_broker_forgot_everything() throws Exception {
        ships(READER, journal);
        punch(300);
        broker.kill();
        punch(20);
        broker.start();

        awaitAllInTheBook();
    }

    @Test
    void every_entry_is_in_the_book_once_though_the_hub_restarted_before_its_acks_arrived() throws Exception {
        ships(READER, journal);
        punch(300);
        hub.restart();
        punch(20);

        awaitAllInTheBook();
    }

    @Test
    void every_entry_is_in_the_book_once_though_the_broker_hung() throws Exception {
        ships(READER, journal);
        punch(20);
        broker.freeze();
        punch(300);
        broker.thaw();

        awaitAllInTheBook();
    }

    @Test
    void a_hub_that_cannot_write_acknowledges_nothing_and_gets_all_of_it_once_it_can() throws Exception {
        hub.fill();
        ships(READER, journal);
        punch(20);
        await().until(() -> hub.refusedCommits() > 0);
        assertThat(journal.acked()).isZero();
        assertThat(hub.linesOf(READER)).isEmpty();

        hub.room();

        awaitAllInTheBook();
    }

    @Test
    void the_journal_of_another_device_is_refused_and_nothing_of_it_is_taken() throws Exception {
        ships(READER, journal);
        punch(20);
        awaitAllInTheBook();
        DeviceId twin = new DeviceId("reader-2");
        Path card = folder.resolve("clone.db");
        Files.copy(folder.resolve("card.db"), card);
        Journal clone = opened(Journal.open(card, SERIAL, clock));
        clone.append(new Punch(Punch.Method.PIN, new StaffId("clone"), null, null, null));

        ships(twin, clone);

        await().until(() -> !hub.alarms(twin).isEmpty());
        assertThat(hub.linesOf(twin)).isEmpty();
        assertThat(hub.linesOf(READER)).isEqualTo(lines());
    }

    private void ships(DeviceId device, Journal from) throws JournalException {
        Uplink uplink = opened(new Uplink(
                new UplinkSettings(WiredHub.HALL, device, broker.host(), broker.port(), null, "1.0.0", SERIAL),
                from,
                clock));
        uplink.start();
    }

    private void punch(int count) throws JournalException {
        for (int n = 1; n <= count; n++) {
            journal.append(new Punch(Punch.Method.PIN, new StaffId("s%04d".formatted(n)), null, null, null));
        }
    }

    private void awaitAllInTheBook() throws JournalException {
        await().untilAsserted(() -> assertThat(journal.acked()).isEqualTo(journal.last()));
        assertThat(hub.through(READER, journal.id())).isEqualTo(journal.last());
        assertThat(hub.linesOf(READER)).isEqualTo(lines());
    }

    private List<String> lines() throws JournalException {
        return journal.read(1, Integer.MAX_VALUE, Integer.MAX_VALUE).stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}

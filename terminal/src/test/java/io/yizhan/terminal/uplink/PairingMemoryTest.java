package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.FrozenFolder;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Received;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal knows after a restart of the hub that it is paired with. */
class PairingMemoryTest {

    @TempDir
    Path folder;

    private final HallClock clock = new HandClock().hall();
    private Path card;
    private Journal journal;
    private Shipper shipper;

    @BeforeEach
    void paired() throws Exception {
        card = Files.createDirectories(folder.resolve("card"));
        journal = Journal.open(card.resolve("journal.db"), "100000003d1d1c36", clock);
        Wired.append(journal, 3);
        shipper = shipper();
        hears(1);
        assertThat(journal.note(Shipper.NOTE_EPOCH)).contains("1");
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    @Test
    void an_epoch_that_the_disk_did_not_take_is_written_down_with_the_first_ack_that_it_takes() throws Exception {
        try (FrozenFolder _ = FrozenFolder.freeze(card)) {
            hears(2);
            assertThat(journal.note(Shipper.NOTE_EPOCH)).contains("1");
        }

        hears(2);

        assertThat(journal.note(Shipper.NOTE_EPOCH)).contains("2");
        shipper = shipper();
        hears(1);
        assertThat(journal.notes("uplink/fault/")).containsKey("uplink/fault/old-epoch");
    }

    @Test
    void what_an_ack_says_is_followed_also_when_the_disk_does_not_take_its_epoch() throws Exception {
        shipper.connected();
        try (FrozenFolder _ = FrozenFolder.freeze(card)) {
            hears(new Ack(
                    journal.id(),
                    1L,
                    3L,
                    journal.hash(3).orElseThrow(),
                    Verdict.APPLIED,
                    ShipperBench.STORE,
                    2,
                    ShipperBench.boot(),
                    1,
                    ShipperBench.at(),
                    null));
        }

        assertThat(journal.acked()).isEqualTo(3);
    }

    private Shipper shipper() throws JournalException {
        return new Shipper(journal, clock, Wired.settings("127.0.0.1", 1), new QuietOutlet(), new Faults(journal));
    }

    /** Of a hub that is busy, and says no more than who it is. */
    private void hears(long epoch) {
        hears(new Ack(
                null,
                null,
                null,
                null,
                Verdict.BUSY,
                ShipperBench.STORE,
                epoch,
                ShipperBench.boot(),
                1,
                ShipperBench.at(),
                50));
    }

    private void hears(Ack ack) {
        shipper.acked(new Received("ack", Json.write(ack), false, null, null, clock.upMs()));
    }
}

package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.store.StoreTrouble;
import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose disk takes nothing: busy, nothing acknowledged that is not kept, and on by itself once there is room. */
class FollowerDiskTest {

    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);
    private static final int DISK_MEGABYTES = 6;

    @TempDir
    Path folder;

    private SmallDisk disk;
    private FollowerBench hub;
    private final List<PaperTerminal> readers = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
        hub = new FollowerBench(folder.resolve("disk"), Follower.BAD_ENTRIES_USUAL);
        for (int i = 1; i <= 3; i++) {
            readers.add(new PaperTerminal("reader-" + i, hub.clock));
        }
    }

    @AfterEach
    void close() throws Exception {
        if (hub != null) {
            hub.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_full_disk_is_answered_busy_and_what_was_acknowledged_is_kept() throws Exception {
        shipUntilBusy();
        assertThat(hub.database.trouble()).contains(StoreTrouble.FULL);
        long[] acknowledged = readers.stream().mapToLong(hub::through).toArray();

        disk.free();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hub.database.trouble().isEmpty());
        for (PaperTerminal reader : readers) {
            Ack ack = hub.ship(
                    reader, reader.batch(hub.through(reader) + 1, reader.last()).write());
            assertThat(ack.verdict()).isEqualTo(Verdict.APPLIED);
        }

        hub.close();
        hub = new FollowerBench(folder.resolve("disk"), Follower.BAD_ENTRIES_USUAL);
        for (int i = 0; i < readers.size(); i++) {
            PaperTerminal reader = readers.get(i);
            assertThat(hub.through(reader)).isEqualTo(reader.last()).isGreaterThan(acknowledged[i]);
            assertThat(hub.fates(reader)).hasSize((int) reader.last()).containsOnly("folded");
        }
    }

    @Test
    void a_database_that_was_put_away_while_the_hub_runs_takes_nothing_until_it_is_back() throws Exception {
        PaperTerminal reader = readers.getFirst();
        reader.append(BOOTED);
        Path file = folder.resolve("disk/hub.db");
        Path away = folder.resolve("disk/away.db");
        Files.move(file, away);
        Files.writeString(file, "garbage");

        assertThat(hub.ship(reader, reader.batch(1, 1).write()).verdict()).isEqualTo(Verdict.BUSY);
        assertThat(hub.database.trouble()).contains(StoreTrouble.REPLACED);

        Files.delete(file);
        Files.move(away, file);
        assertThat(hub.ship(reader, reader.batch(1, 1).write()).verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(hub.database.trouble()).isEmpty();
    }

    @Test
    void a_book_that_was_written_over_while_the_hub_runs_acknowledges_nothing_any_more_and_is_read_no_more()
            throws Exception {
        PaperTerminal reader = readers.getFirst();
        reader.append(BOOTED);
        assertThat(hub.ship(reader, reader.batch(1, 1).write()).verdict()).isEqualTo(Verdict.APPLIED);
        hub.close(); // now the file has what the log had
        hub = new FollowerBench(folder.resolve("disk"), Follower.BAD_ENTRIES_USUAL);
        reader.append(BOOTED);
        byte[] garbage = new byte[40 * 4096];
        new Random(7).nextBytes(garbage);
        try (FileChannel file = FileChannel.open(folder.resolve("disk/hub.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(garbage));
        }

        for (int i = 0; i < 3; i++) {
            Ack ack = hub.ship(reader, reader.batch(2, 2).write());
            assertThat(ack.verdict()).isEqualTo(Verdict.BUSY);
            assertThat(ack.through()).as("a broken book promises nothing").isNull();
        }
        assertThat(hub.database.trouble()).contains(StoreTrouble.BROKEN);
        assertThatThrownBy(() -> hub.through(reader)).hasMessageContaining("scripts/hub restore");
        hub.close();
        assertThatThrownBy(() -> new FollowerBench(folder.resolve("disk"), Follower.BAD_ENTRIES_USUAL))
                .as("the next start goes on with no part of it, and begins no other")
                .hasMessageContaining("scripts/hub restore");
    }

    @Test
    void a_book_that_was_deleted_while_the_hub_runs_acknowledges_nothing_any_more() throws Exception {
        PaperTerminal reader = readers.getFirst();
        reader.append(BOOTED);
        Files.delete(folder.resolve("disk/hub.db"));

        assertThat(hub.ship(reader, reader.batch(1, 1).write()).verdict()).isEqualTo(Verdict.BUSY);
        assertThat(hub.database.trouble()).contains(StoreTrouble.REPLACED);
    }

    /** Everything that was acknowledged stands in the book then. */
    private void shipUntilBusy() throws Exception {
        boolean full = false;
        int busy = 0;
        for (int round = 0; busy < readers.size(); round++) {
            if (round == 5) {
                disk.fill();
                full = true;
            }
            assertThat(round).as("a full disk takes no end of batches").isLessThan(2_000);
            busy = 0;
            for (PaperTerminal reader : readers) {
                for (int i = 0; i < 20; i++) {
                    reader.append(BOOTED);
                }
                long from = hub.through(reader) + 1;
                Ack ack = hub.ship(
                        reader,
                        reader.batch(from, Math.min(from + 255, reader.last())).write());
                if (ack.verdict() == Verdict.BUSY) {
                    assertThat(full).isTrue();
                    busy++;
                } else {
                    assertThat(hub.through(reader)).isEqualTo(ack.through());
                }
            }
        }
    }
}

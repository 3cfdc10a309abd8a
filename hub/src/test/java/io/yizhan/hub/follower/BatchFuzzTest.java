package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.Damage;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub survives any bytes: one ack, no dead thread, and no watermark that moves without a word. In the suite the seeds beside
 * this class run; with {@code JAZZER_FUZZ=1} Jazzer goes on from them, for as long as it is let.
 */
class BatchFuzzTest {

    private static final DeviceId DEVICE = new DeviceId("kiosk-1");
    private static final int DAMAGED_BATCHES = 300;

    @TempDir
    static Path folder;

    private static FollowerBench hub;
    private static PaperTerminal neighbour;

    @BeforeAll
    static void open() {
        hub = new FollowerBench(folder, Integer.MAX_VALUE);
        neighbour = new PaperTerminal("reader-1", hub.clock);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @FuzzTest
    void any_bytes_get_one_ack(byte[] batch) throws Exception {
        check(batch);
    }

    @Test
    void a_batch_with_some_bytes_changed_gets_one_ack() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> samples = List.of(sample("batch.jsonl"), sample("hello.jsonl"));
        for (int n = 0; n < DAMAGED_BATCHES; n++) {
            byte[] damaged = Damage.damaged(samples.get(random.nextInt(samples.size())), random);
            try {
                check(damaged);
            } catch (AssertionError e) {
                throw new AssertionError("batch " + n + " of seed " + seed, e);
            }
        }
    }

    private static void check(byte[] batch) throws InterruptedException {
        List<String> before = watermarks();

        Ack ack = hub.ship(DEVICE, batch);

        assertThat(ack.verdict())
                .as(
                        "a hub in health is never too busy for a batch: what it cannot commit would block its journal for ever")
                .isNotEqualTo(Verdict.BUSY);
        if (ack.verdict() != Verdict.APPLIED) {
            assertThat(watermarks()).as("%s moves nothing", ack.verdict()).isEqualTo(before);
        } else {
            assertThat(watermarks())
                    .anyMatch(mark -> mark.startsWith(ack.journal() + " " + ack.through() + " " + ack.hash()));
        }
        assertThat(hub.ship(neighbour, neighbour.hello().write()).verdict())
                .as("the next one is answered")
                .isEqualTo(Verdict.REPEAT);
        assertThat(hub.acks).as("one ack each").isEmpty();
    }

    private static List<String> watermarks() {
        return hub.database.read(rows -> rows.list(
                "SELECT journal, through, hash FROM journal WHERE device <> 'hub' ORDER BY journal",
                row -> row.text("journal") + " " + row.number("through") + " " + row.text("hash")));
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = PaperTerminal.class.getResourceAsStream("/io/yizhan/protocol/samples/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}

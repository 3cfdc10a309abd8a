package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.queue.LeaseGranted;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost hub's last decisions come back, from a vault, into a book that had to go on without them for a while. */
class FormerDecisionsTest {

    private static final DeviceId KIOSK = new DeviceId("kiosk-1");
    private static final SeriesId A = new SeriesId("A");

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new TestHall(folder);
        hall.decide(lease(1, 400));
        List<byte[]> decisions;
        JournalId journal;
        try (TestHall lost = new TestHall(folder, "lost.db")) {
            lost.decide(lease(1, 400));
            lost.decide(lease(401, 800));
            journal = lost.book.hubJournal();
            decisions = lost.read(rows ->
                    rows.list("SELECT line FROM entry WHERE device = 'hub' ORDER BY seq", row -> row.bytes("line")));
        }
        hall.database.writeAndWait(tx -> hall.book.adopt(tx, Watermark.unseen(DeviceId.HUB, journal), decisions));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private LeaseGranted lease(int from, int to) {
        return new LeaseGranted(KIOSK, JournalId.of(UUID.randomUUID()), A, TestHall.TODAY, from, to);
    }

    private List<String> fates() {
        return hall.read(rows -> rows.list("SELECT fate FROM entry ORDER BY position", row -> row.text("fate")));
    }

    private Verify.Report verify() throws Exception {
        return new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                .verify(
                        folder.resolve("hub.db"),
                        Files.createTempDirectory(folder, "scratch").resolve("anew.db"));
    }

    @Test
    void what_the_records_refuse_by_now_is_kept_unprojected_and_the_rest_counts() {
        assertThat(fates()).containsExactly("folded", "unprojected", "folded");
        assertThat(hall.count("lease")).isEqualTo(2);
    }

    @Test
    void the_book_is_whole_all_the_same_and_can_be_made_anew() throws Exception {
        assertThat(verify().flaws()).isEmpty();

        hall.database.writeAndWait(tx -> {
            try {
                return new Rebuild(TestHall.projections(), TestHall.facts()).rebuild(tx);
            } catch (BookBrokenException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(fates()).containsExactly("folded", "unprojected", "folded");
        assertThat(verify().flaws()).isEmpty();
    }

    @Test
    void a_decision_of_the_hub_that_counted_and_is_refused_now_is_a_flaw() throws Exception {
        hall.database.writeAndWait(
                tx -> tx.update("UPDATE entry SET fate = 'folded', reason = NULL WHERE fate = 'unprojected'"));

        assertThat(verify().flaws())
                .anySatisfy(flaw -> assertThat(flaw.toString()).contains("granted already"));
    }
}

package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Records are made anew from the entries, or left as they were. */
class RebuildTest extends PlayedHall {

    @Test
    void a_rebuild_mends_the_records_and_touches_nothing_else() throws Exception {
        edit("DELETE FROM ticket");
        edit("UPDATE staff SET name = '某某'");
        edit("UPDATE entry SET fate = 'folded', reason = NULL WHERE fate = 'unprojected'");
        edit("INSERT INTO account_password (account, verifier) VALUES ('admin', 'x')");

        assertThat(rebuild(TestHall.projections()).entries()).isEqualTo(hall.count("entry"));

        assertThat(flaws()).isEmpty();
        assertThat(hall.count("account_password")).isEqualTo(1);
        assertThat(hall.<String>read(rows -> rows.one(
                                "SELECT reason FROM entry WHERE fate = 'unprojected'", row -> row.text("reason"))
                        .orElseThrow()))
                .contains("the first end counts");
    }

    @Test
    void a_rebuild_of_a_broken_journal_is_refused_and_changes_nothing() {
        edit("DELETE FROM entry WHERE device = 'reader' AND seq = 3");
        edit("DELETE FROM ticket");

        assertThatThrownBy(() -> rebuild(TestHall.projections()))
                .isInstanceOf(BookBrokenException.class)
                .hasMessageContaining("entries 3 to 3 are missing");
        assertThat(hall.count("punch")).isEqualTo(5);
    }

    @Test
    void a_rebuild_that_is_killed_in_between_leaves_the_old_records() throws Exception {
        AtomicInteger folds = new AtomicInteger();
        Path killed = Files.createDirectory(folder.resolve("killed"));
        List<Projection> projections = new ArrayList<>(TestHall.projections());
        projections.add(new Projection() {
            @Override
            public List<String> tables() {
                return List.of();
            }

            @Override
            public void fold(Tx tx, Entry entry) {
                if (folds.incrementAndGet() == 10) {
                    copyTo(killed);
                }
            }
        });
        long punches = hall.count("punch");

        rebuild(projections);

        try (Database left = Database.open(killed.resolve("hub.db"))) {
            long kept = left.read(rows -> rows.number("SELECT count(*) FROM punch"));
            assertThat(kept).isEqualTo(punches);
        }
        assertThat(new Verify(TestHall.projections(), TestHall.facts(), HallRecords.KEPT.keySet())
                        .verify(killed.resolve("hub.db"), killed.resolve("anew.db"))
                        .flaws())
                .isEmpty();
    }

    /** The files as a power cut at this moment leaves them. */
    private void copyTo(Path place) {
        try {
            for (String file : List.of("hub.db", "hub.db-wal")) {
                Files.copy(folder.resolve(file), place.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

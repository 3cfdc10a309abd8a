package io.yizhan.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("hub.db"));
        database.writeAndWait(tx -> tx.update("CREATE TABLE note (text TEXT NOT NULL UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> notes() {
        return database.read(rows -> rows.list("SELECT text FROM note ORDER BY rowid", row -> row.text("text")));
    }

    @Test
    void works_that_wait_together_are_all_committed_in_their_order() {
        CountDownLatch all = new CountDownLatch(1);
        List<CompletableFuture<Integer>> works = new ArrayList<>();
        works.add(database.write(tx -> {
            awaitUninterruptibly(all);
            return tx.update("INSERT INTO note VALUES ('first')");
        }));
        for (int i = 0; i < 100; i++) {
            String text = "n" + i;
            works.add(database.write(tx -> tx.update("INSERT INTO note VALUES (?)", text)));
        }
        all.countDown();
        works.forEach(CompletableFuture::join);

        assertThat(notes()).hasSize(101).startsWith("first", "n0", "n1");
    }

    @Test
    void a_work_that_fails_takes_back_its_own_writes_and_no_others() {
        CountDownLatch all = new CountDownLatch(1);
        var before = database.write(tx -> {
            awaitUninterruptibly(all);
            return tx.update("INSERT INTO note VALUES ('before')");
        });
        var bad = database.write(tx -> {
            tx.update("INSERT INTO note VALUES ('bad')");
            return tx.update("INSERT INTO note VALUES ('before')");
        });
        var after = database.write(tx -> tx.update("INSERT INTO note VALUES ('after')"));
        all.countDown();

        before.join();
        after.join();
        assertThatThrownBy(bad::join).hasCauseInstanceOf(StoreException.class);
        assertThat(notes()).containsExactly("before", "after");
    }

    @Test
    void a_step_that_throws_is_taken_back_with_its_hooks_and_the_work_goes_on() {
        List<String> heard = new CopyOnWriteArrayList<>();

        database.writeAndWait(tx -> {
            tx.afterCommit(() -> heard.add("kept"));
            assertThatThrownBy(() -> tx.<SQLException>orNothing(() -> {
                        tx.update("INSERT INTO note VALUES ('step')");
                        tx.afterCommit(() -> heard.add("taken back"));
                        throw new SQLException("no");
                    }))
                    .hasMessage("no");
            return tx.update("INSERT INTO note VALUES ('work')");
        });

        assertThat(notes()).containsExactly("work");
        assertThat(heard).containsExactly("kept");
    }

    @Test
    void appended_rows_are_there_for_the_next_question_and_after_the_commit() {
        long seen = database.writeAndWait(tx -> {
            tx.append("INSERT INTO note VALUES (?)", "one");
            tx.append("INSERT INTO note VALUES (?)", "two");
            return tx.number("SELECT count(*) FROM note");
        });
        database.writeAndWait(tx -> {
            for (int i = 0; i < 1_000; i++) {
                tx.append("INSERT INTO note VALUES (?)", "n" + i);
            }
            return true;
        });

        assertThat(seen).isEqualTo(2);
        assertThat(notes()).hasSize(1_002).startsWith("one", "two", "n0").endsWith("n999");
    }

    @Test
    void an_appended_row_that_fails_takes_back_its_own_step_and_no_other() {
        database.writeAndWait(tx -> {
            tx.append("INSERT INTO note VALUES (?)", "before");
            assertThatThrownBy(() -> tx.<SQLException>orNothing(() -> {
                        tx.append("INSERT INTO note VALUES (?)", "step");
                        tx.append("INSERT INTO note VALUES (?)", "before");
                    }))
                    .isInstanceOf(SQLException.class);
            tx.append("INSERT INTO note VALUES (?)", "after");
            return true;
        });

        assertThat(notes()).containsExactly("before", "after");
    }

    @Test
    void rows_that_were_appended_in_a_step_that_throws_are_never_written() {
        database.writeAndWait(tx -> {
            assertThatThrownBy(() -> tx.<SQLException>orNothing(() -> {
                        tx.append("INSERT INTO note VALUES (?)", "step");
                        throw new SQLException("no");
                    }))
                    .hasMessage("no");
            tx.append("INSERT INTO note VALUES (?)", "after");
            return true;
        });

        assertThat(notes()).containsExactly("after");
    }

    @Test
    void a_step_that_throws_is_taken_back_whole_though_its_appended_rows_would_fail() {
        database.writeAndWait(tx -> {
            tx.append("INSERT INTO note VALUES (?)", "before");
            assertThatThrownBy(() -> tx.<SQLException>orNothing(() -> {
                        tx.append("INSERT INTO note VALUES (?)", "step");
                        tx.append("INSERT INTO note VALUES (?)", "before");
                        throw new SQLException("no");
                    }))
                    .hasMessage("no");
            tx.append("INSERT INTO note VALUES (?)", "after");
            return true;
        });

        assertThat(notes()).containsExactly("before", "after");
    }

    @Test
    void hooks_run_after_the_commit_and_never_for_a_work_that_failed() {
        List<String> seen = new CopyOnWriteArrayList<>();
        database.writeAndWait(tx -> {
            tx.afterCommit(() -> seen.addAll(notes()));
            return tx.update("INSERT INTO note VALUES ('on disk')");
        });
        assertThatThrownBy(() -> database.writeAndWait(tx -> {
                    tx.afterCommit(() -> seen.add("never"));
                    return tx.update("INSERT INTO note VALUES ('on disk')");
                }))
                .isInstanceOf(StoreException.class);

        assertThat(seen).containsExactly("on disk");
    }

    @Test
    void a_statement_that_failed_works_again_when_its_reason_is_gone() {
        assertThat(notes()).isEmpty();
        database.writeAndWait(tx -> tx.update("ALTER TABLE note RENAME TO gone"));
        assertThatThrownBy(this::notes).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> database.writeAndWait(tx -> tx.update("INSERT INTO note VALUES ('a')")))
                .isInstanceOf(StoreException.class);

        database.writeAndWait(tx -> tx.update("ALTER TABLE gone RENAME TO note"));

        database.writeAndWait(tx -> tx.update("INSERT INTO note VALUES ('a')"));
        assertThat(notes()).containsExactly("a");
    }

    @Test
    void a_commit_of_the_writer_waits_for_the_disk_and_one_of_a_scratch_database_does_not() {
        assertThat(writerHas("synchronous", database)).isEqualTo("2"); // FULL; 1 is NORMAL, 0 is OFF
        assertThat(writerHas("journal_mode", database)).isEqualTo("wal");

        try (Database scratch = Database.scratch(folder.resolve("scratch.db"))) {
            assertThat(writerHas("synchronous", scratch)).isEqualTo("0");
        }
    }

    /** SQLite keeps it for each connection: only the writer's own can tell. */
    private static String writerHas(String setting, Database of) {
        return of.writeAndWait(
                tx -> tx.one("PRAGMA " + setting, row -> row.text(setting)).orElseThrow());
    }

    @Test
    void readers_cannot_write() {
        assertThatThrownBy(() -> database.read(rows -> ((Session) rows).update("DELETE FROM note")))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void somebody_who_fails_to_hear_how_the_disk_is_ends_neither_the_writer_nor_the_telling() throws Exception {
        List<Optional<StoreTrouble>> told = new CopyOnWriteArrayList<>();
        database.onTrouble(() -> {
            throw new IllegalStateException("a bug above us");
        });
        database.onTrouble(() -> told.add(database.trouble()));
        Path away = folder.resolve("away.db");

        Files.move(folder.resolve("hub.db"), away);
        var lost = database.write(tx -> tx.update("INSERT INTO note VALUES ('lost')"));
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreException.class);
        Files.move(away, folder.resolve("hub.db"));
        database.write(tx -> tx.update("INSERT INTO note VALUES ('kept')")).get(10, TimeUnit.SECONDS);

        assertThat(notes()).containsExactly("kept");
        assertThat(told).containsExactly(Optional.of(StoreTrouble.REPLACED), Optional.empty());
    }

    @Test
    void works_that_wait_are_1024_at_most_and_a_further_one_is_refused_at_once() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        List<CompletableFuture<Integer>> works = new ArrayList<>();
        works.add(database.write(tx -> {
            begun.countDown();
            awaitUninterruptibly(all);
            return 0;
        }));
        begun.await();
        for (int i = 0; i < 1_024; i++) {
            works.add(database.write(tx -> 1));
        }
        assertThat(works).noneMatch(CompletableFuture::isDone);

        assertThat(database.write(tx -> 1)).isCompletedExceptionally();
        all.countDown();
        works.forEach(CompletableFuture::join);
    }

    @Test
    void a_closed_database_takes_no_work() {
        database.close();

        assertThatThrownBy(() -> database.write(tx -> 1).join()).hasMessageContaining("closed");
    }

    @Test
    void a_file_that_is_no_database_is_one_clear_message() throws Exception {
        Path file = folder.resolve("garbage.db");
        Files.writeString(file, "this is not a database, whatever its name says ".repeat(100));

        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("garbage.db")
                .hasMessageContaining("scripts/hub restore")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
    }

    @Test
    void a_migration_that_changed_after_it_was_carried_out_stops_the_hub() {
        database.writeAndWait(tx -> tx.update("UPDATE migration SET sha256 = 'x' WHERE name = '001-book'"));
        database.close();

        assertThatThrownBy(() -> Database.open(folder.resolve("hub.db")))
                .hasMessageContaining("001-book")
                .hasMessageContaining("another form");
    }

    @Test
    void a_database_of_a_newer_hub_is_left_alone() {
        database.writeAndWait(tx -> {
            for (int i = 0; i < 50; i++) {
                tx.update("INSERT INTO migration VALUES (?, 'x')", "9" + i);
            }
            return 0;
        });
        database.close();

        assertThatThrownBy(() -> Database.open(folder.resolve("hub.db"))).hasMessageContaining("newer hub");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

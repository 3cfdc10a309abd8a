package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.store.Database;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub verify} and {@code hub rebuild} on a hall that {@code hub init} made. */
class BookkeepingTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path place;

    @BeforeEach
    void init() {
        place = folder.resolve("hub");
        assertThat(give("init")).isZero();
    }

    private int give(String command) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        SecureRandom random = new SecureRandom();
        HallAdmission admission = new HallAdmission(random);
        return HubMain.commands(Clock.systemUTC(), random, admission, admission)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command, "--data", place.toString());
    }

    private void edit(String sql) {
        try (Database database = Database.open(place.resolve("hub.db"))) {
            database.writeAndWait(tx -> tx.update(sql));
        }
    }

    @Test
    void a_hall_verifies_and_nothing_is_left_beside_it() throws Exception {
        assertThat(give("verify")).as(out + "" + err).isZero();

        assertThat(out.toString())
                .contains("1 journals with 6 entries")
                .contains("the records are what the entries make");
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".verify"));
        }
    }

    @Test
    void an_edited_record_ends_with_1_and_a_rebuild_mends_it() {
        edit("UPDATE account SET role = 'clerk'");

        assertThat(give("verify")).isEqualTo(1);
        assertThat(out.toString()).contains("table account, account admin: its role is not what the entries make");
        assertThat(give("rebuild")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("made anew from 6 entries of 1 journals");
        assertThat(give("verify")).isZero();
    }

    @Test
    void a_rebuild_while_a_hub_runs_is_refused_with_one_line() throws Exception {
        try (HubLock _ = HubLock.take(place.resolve("hub.db")).orElseThrow()) {
            assertThat(give("rebuild")).isEqualTo(1);
            assertThat(err.toString().strip()).startsWith("A hub runs on ").hasLineCount(1);
            assertThat(give("verify")).isZero();
        }
    }

    @Test
    void a_rebuild_of_a_broken_journal_says_so_and_changes_nothing() {
        edit("DELETE FROM entry WHERE seq = 1");

        assertThat(give("rebuild")).isEqualTo(1);
        assertThat(err.toString()).startsWith("Nothing was changed").contains("entries 1 to 1 are missing");
    }

    @Test
    void a_folder_without_a_hall_is_said() {
        place = folder.resolve("elsewhere");

        assertThat(give("verify")).isEqualTo(1);
        assertThat(give("rebuild")).isEqualTo(1);
        assertThat(err.toString()).contains("hub.toml");
    }
}

package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.Placement;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.store.Snapshot;
import io.yizhan.hub.store.Table;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.journal.Chain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A book proves itself, and what was changed behind its back is found and named. */
class VerifyTest extends PlayedHall {

    @Test
    void what_was_played_verifies_while_the_hub_goes_on() throws Exception {
        Verify.Report report = verify();

        assertThat(report.flaws()).isEmpty();
        assertThat(report.journals()).isEqualTo(5);
        assertThat(report.entries()).isEqualTo(hall.count("entry"));
        assertThat(report.rows()).isGreaterThan(20);
        reader.says(new Punch(Punch.Method.PIN, S1, null, null, null));
        assertThat(verify().entries()).as("it, and its time").isEqualTo(report.entries() + 2);
    }

    @Test
    void a_flipped_byte_in_a_line_is_found_at_its_entry() throws Exception {
        edit("UPDATE entry SET line = CAST(replace(CAST(line AS TEXT), 's1', 's2') AS BLOB)"
                + " WHERE device = 'reader' AND seq = 3");

        assertThat(flaws())
                .anySatisfy(flaw -> assertThat(flaw)
                        .startsWith("reader " + reader.id + " #3: its line hashes to")
                        .contains("was changed"))
                .anySatisfy(flaw -> assertThat(flaw).startsWith("table punch, ").contains("its staff is not"))
                .hasSize(2);
    }

    @Test
    void a_missing_entry_is_found_and_one_that_the_hub_knows_to_be_lost_is_none() throws Exception {
        edit("DELETE FROM entry WHERE device = 'reader' AND seq = 3");

        assertThat(flaws())
                .first()
                .asString()
                .startsWith(
                        "reader " + reader.id + " #3: entries 3 to 3 are missing, and nothing says that they are lost");
    }

    @Test
    void the_last_entry_is_missed_too() throws Exception {
        edit("DELETE FROM entry WHERE device = 'reader' AND seq = 5");

        assertThat(flaws()).first().asString().contains("#5: entries 5 to 5 are missing");
    }

    @Test
    void an_edited_record_is_found_by_table_key_and_column_and_names_nobody() throws Exception {
        edit("UPDATE staff SET name = '某某' WHERE staff = 's2'");
        edit("UPDATE rating_session SET level = 5");
        edit("DELETE FROM ticket");
        edit("INSERT INTO agency (agency, name) VALUES ('ghost', 'x')");

        assertThat(flaws())
                .contains(
                        "table staff, staff s2: its name is not what the entries make",
                        "table ticket, day 2026-11-23, series A, number 1: the entries make this row, and the book lacks it",
                        "table agency, agency ghost: the book has this row, and the entries don't make it")
                .anySatisfy(flaw ->
                        assertThat(flaw).startsWith("table rating_session, ").contains("its level is not"))
                .noneSatisfy(flaw -> assertThat(flaw).contains("某某"))
                .hasSize(4);
    }

    @Test
    void an_edited_fate_is_found() throws Exception {
        edit("UPDATE entry SET fate = 'folded', reason = NULL WHERE fate = 'unprojected'");

        assertThat(flaws())
                .singleElement()
                .asString()
                .startsWith("counter-1 ")
                .endsWith("#4: the book says folded, folded anew it is unprojected");
    }

    @Test
    void an_edited_time_is_found_at_its_entry_and_a_rebuild_mends_it() throws Exception {
        String time = "SELECT at_ms FROM entry WHERE device = 'reader' AND seq = 2";
        long before = hall.read(rows -> rows.number(time));
        edit(
                "UPDATE entry SET at_ms = at_ms - 600000, earliest_ms = at_ms - 600000 WHERE device = 'reader' AND seq = 2");

        assertThat(flaws())
                .containsExactly("reader " + reader.id
                        + " #2: its at_ms, earliest_ms is not what the hub's journal has settled");
        rebuild(TestHall.projections());
        assertThat(flaws()).isEmpty();
        assertThat(hall.<Long>read(rows -> rows.number(time))).isEqualTo(before);
        assertThat(hall.<Long>read(rows -> rows.number("SELECT count(*) FROM punch WHERE at_ms = " + before)))
                .isEqualTo(1);
    }

    @Test
    void each_part_of_a_time_is_compared_also_of_one_that_is_uncertain_set_aside_or_the_hubs_own() throws Exception {
        reader.says(
                new Punch(Punch.Method.PIN, S1, null, null, null),
                TrueTime.guessed(hall.clock.now(), hall.clock.now().minusSeconds(3_600), hall.clock.now(), false));
        hall.clock.trust(ClockTrust.UNSYNCED);
        hall.clock.reboot(Duration.ofMinutes(5));
        hall.decide(new AlarmRaised(reader.device, "test", "a decision without a clock"));
        hall.clock.trust(ClockTrust.SYNCED);
        assertThat(flaws()).isEmpty();

        for (String where : List.of(
                "device = 'reader' AND seq = 6",
                "device = 'counter-2' AND seq = 10",
                "device = 'hub' AND seq = (SELECT max(seq) FROM entry WHERE device = 'hub')")) {
            for (String part : List.of("at_ms", "earliest_ms", "latest_ms", "flagged")) {
                edit("UPDATE entry SET " + part + " = " + part + " + 1 WHERE " + where);
                assertThat(flaws())
                        .as(part + " of " + where)
                        .singleElement()
                        .asString()
                        .endsWith(": its " + part + " is not what the hub's journal has settled");
                edit("UPDATE entry SET " + part + " = " + part + " - 1 WHERE " + where);
            }
            edit("UPDATE entry SET time_source = 'settled' WHERE " + where);
            assertThat(flaws()).singleElement().asString().contains("its time_source is not");
            rebuild(TestHall.projections());
            assertThat(flaws()).isEmpty();
        }
    }

    @Test
    void an_entry_that_the_hubs_journal_tells_no_time_of_is_found() throws Exception {
        byte[] line = "{\"v\":1,".getBytes(StandardCharsets.UTF_8);
        TrueTime now = TrueTime.exactly(hall.clock.now());
        hall.database.writeAndWait(tx -> {
            Watermark mark = hall.book.watermark(tx, reader.device, reader.id);
            Hash hash = Chain.next(mark.hash(), line);
            return hall.book.place(
                    tx,
                    mark,
                    List.of(new Placement(hash, line, null, null, now, Fate.QUARANTINED, "it ends too early", null)));
        });

        assertThat(flaws()).containsExactly("reader " + reader.id + " #6: the hub's journal tells no time of it");
    }

    @Test
    void a_deleted_watermark_and_a_moved_one_are_found() throws Exception {
        edit("DELETE FROM journal WHERE device = 'reader'");
        edit("UPDATE journal SET through = 1 WHERE device = 'kiosk'");
        edit("UPDATE journal SET base = 0 WHERE device = 'counter-2'");

        assertThat(flaws())
                .anySatisfy(flaw -> assertThat(flaw)
                        .startsWith("reader ")
                        .endsWith("its watermark is missing, and the book holds 5 entries of it"))
                .anySatisfy(flaw ->
                        assertThat(flaw).startsWith("kiosk ").contains("it stands above the watermark, which is 1"))
                .anySatisfy(flaw -> assertThat(flaw).startsWith("counter-2 ").contains("its base is 0"))
                .hasSize(3);
    }

    @Test
    void every_table_is_a_fold_or_is_named_as_none_with_a_reason_and_never_both() {
        List<String> named = new ArrayList<>(HallRecords.KEPT.keySet());
        TestHall.projections().forEach(projection -> named.addAll(projection.tables()));

        assertThat(hall.<List<String>>read(Table::names))
                .containsExactlyElementsOf(
                        named.stream().sorted(Comparator.naturalOrder()).toList());
        assertThat(HallRecords.KEPT.values()).noneMatch(String::isBlank);
    }

    @Test
    void a_table_that_nobody_speaks_for_is_a_flaw() throws Exception {
        edit("CREATE TABLE stray (one INTEGER PRIMARY KEY)");

        assertThat(flaws()).containsExactly("table stray: nobody says whether it is a fold of the journals");
    }

    @Test
    void a_book_that_is_closed_is_read_too_and_one_that_is_not_there_is_said() throws Exception {
        hall.close();

        assertThat(flaws()).isEmpty();
        assertThatThrownBy(() -> Snapshot.open(folder.resolve("none.db"))).hasMessageContaining("there is no database");
    }
}

package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.journal.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set aside and why, what is kept unprojected, and which lines are skipped because the book has them. */
class QuarantineTest {

    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);

    @TempDir
    Path folder;

    private FollowerBench hub;
    private PaperTerminal kiosk;

    @BeforeEach
    void open() {
        hub = new FollowerBench(folder, 200);
        kiosk = new PaperTerminal("kiosk-1", hub.clock);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Verdict ship(byte[] payload) throws InterruptedException {
        return hub.ship(kiosk, payload).verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "v":1             | "v":0
                "v":1             | "v":1.5
                "v":1             | "v":"one"
                "v":1,            | ''
                "type":"booted"   | "type":""
                "type":"booted",  | ''
                "at":"2026        | "at":"tomorrow
                "clock":"synced", | "clock":"sundial",
                "boot":"          | "boot":"ABC
                "up":3            | "up":-3
                "up":3            | "up":9223372036854775807,"was":3
                "up":3            | "up":9007199254740992,"was":3
                "at":"2026-11-23T | "at":"-999999999-11-23T
                "at":"2026-11-23T | "at":"1969-11-23T
                "at":"2026-11-23T | "at":"+10000-11-23T
                "version":"1.0.0" | "version":7
                "version":"1.0.0",| ''
                "data":{          | "data":[{
                "v":1             | "v":1,"v":1
                """)
    void a_line_that_breaks_the_shape_is_set_aside_with_its_reason_and_blocks_nothing(String right, String wrong)
            throws Exception {
        kiosk.append(BOOTED);
        String line = new String(kiosk.line(1), UTF_8);
        assertThat(line).contains(right);
        kiosk.append(line.replace(right, wrong).getBytes(UTF_8));
        kiosk.append(BOOTED);

        assertThat(ship(kiosk.batch(1, 3).write())).isEqualTo(Verdict.APPLIED);

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined", "folded");
        assertThat(hub.reason(kiosk, 2)).isNotBlank().isNotEqualTo("null");
        assertThat(hub.alarms()).containsExactly("quarantine");
    }

    /** An alarm that quotes all of it fits into no line of the hub's own journal. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"call":"00000000-0000-4000-8000-0000000000c1","ticket":"*"} | x
                {"call":"00000000-0000-4000-8000-0000000000c1","ticket":"*"} | \uD83D\uDE00
                {"*":1,"*":1}                                                | x
                """)
    void a_flaw_as_long_as_a_line_is_set_aside_and_blocks_nothing(String data, String character) throws Exception {
        kiosk.append(BOOTED);
        String bare = new String(kiosk.line(1), UTF_8)
                .replace("\"booted\"", "\"called\"")
                .replaceFirst("\"data\":\\{.*}}$", Matcher.quoteReplacement("\"data\":" + data + "}"));
        int room = Line.BYTES_MAX - bare.getBytes(UTF_8).length;
        int times = room / (bare.split("\\*", -1).length - 1) / character.getBytes(UTF_8).length;
        kiosk.append(bare.replace("*", character.repeat(times)).getBytes(UTF_8));
        kiosk.append(BOOTED);

        assertThat(ship(kiosk.batch(1, 3).write())).isEqualTo(Verdict.APPLIED);

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined", "folded");
        assertThat(hub.alarms()).containsExactly("quarantine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ''
                not json
                [1]
                "text"
                null
                {
                """)
    void bytes_that_are_no_object_are_set_aside_as_they_are(String bytes) throws Exception {
        kiosk.append(bytes.getBytes(UTF_8));

        ship(kiosk.batch(1, 1).write());

        assertThat(hub.fates(kiosk)).containsExactly("quarantined");
        assertThat(hub.line(kiosk, 1)).isEqualTo(bytes.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ff       | a byte that no text has
        c328     | a sign of two bytes without its second
        e4b8     | a sign of three bytes without its third
        80       | a second byte without a first
        c0af     | a sign in more bytes than it takes
        eda080   | half of a pair
        f4908080 | a sign beyond the last
        """)
    void a_line_that_is_no_utf_8_is_set_aside_as_it_is_and_the_rest_of_its_batch_counts(String hex, String flaw)
            throws Exception {
        kiosk.append(BOOTED);
        String line = new String(kiosk.line(1), UTF_8);
        int at = line.indexOf("1.0.0");
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        bad.writeBytes(line.substring(0, at).getBytes(UTF_8));
        bad.writeBytes(HexFormat.of().parseHex(hex));
        bad.writeBytes(line.substring(at).getBytes(UTF_8));
        kiosk.append(bad.toByteArray());
        kiosk.append(BOOTED);

        assertThat(ship(kiosk.batch(1, 3).write())).isEqualTo(Verdict.APPLIED);

        assertThat(hub.fates(kiosk)).as(flaw).containsExactly("folded", "quarantined", "folded");
        assertThat(hub.reason(kiosk, 2))
                .startsWith("it is no UTF-8: byte " + (at + 1) + " of " + bad.size() + " is 0x" + hex.substring(0, 2));
        assertThat(hub.line(kiosk, 2)).isEqualTo(bad.toByteArray());
        assertThat(hub.tally()).containsExactly(1L, 3L);
        assertThat(hub.alarms()).containsExactly("quarantine");
    }

    @Test
    void what_is_not_the_devices_is_set_aside_and_what_no_record_takes_is_kept_unprojected() throws Exception {
        kiosk.append(new RatingMissed(SessionId.of(UUID.randomUUID())));
        kiosk.append(new RatingVoid(SessionId.of(UUID.randomUUID()), "power"));

        ship(kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("quarantined", "unprojected");
        assertThat(hub.reason(kiosk, 1)).isEqualTo("a kiosk takes no ratings");
        assertThat(hub.reason(kiosk, 2)).isEqualTo("no such session");
    }

    @Test
    void an_entry_that_no_record_takes_leaves_nothing_of_itself_and_takes_nothing_from_its_batch() throws Exception {
        kiosk.append(BOOTED);
        kiosk.append(new RatingVoid(SessionId.of(UUID.randomUUID()), "power"));
        kiosk.append(BOOTED);
        kiosk.append(new RatingVoid(SessionId.of(UUID.randomUUID()), "power"));
        kiosk.append(BOOTED);

        ship(kiosk.batch(1, 5).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "unprojected", "folded", "unprojected", "folded");
        assertThat(hub.tally()).containsExactly(1L, 3L, 5L);
    }

    @Test
    void a_newer_version_of_an_entry_is_kept_unprojected_and_is_no_bad_entry() throws Exception {
        kiosk.append(BOOTED);
        kiosk.append(
                new String(kiosk.line(1), UTF_8).replace("\"v\":1", "\"v\":2").getBytes(UTF_8));

        ship(kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "unknown");
        assertThat(hub.alarms()).isEmpty();
    }

    @Test
    void an_origin_is_skipped_in_whatever_form_the_hub_has_it() throws Exception {
        kiosk.append(BOOTED);
        kiosk.append("{\"v\":1,\"type\":\"booted\"}".getBytes(UTF_8));
        hub.ship(kiosk, kiosk.batch(1, 2).write());

        PaperTerminal second = shippedAgain(kiosk, List.of(1L, 2L));
        hub.ship(second, second.batch(1, 2).write());
        PaperTerminal third = new PaperTerminal("kiosk-1", hub.clock);
        third.append(second.line(1));
        third.append(second.line(2));
        hub.ship(third, third.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined");
        assertThat(hub.fates(second)).containsExactly("repeated", "repeated");
        assertThat(hub.fates(third)).containsExactly("repeated", "repeated");
    }

    @Test
    void an_origin_that_only_another_journal_has_told_is_skipped_too() throws Exception {
        PaperTerminal never = new PaperTerminal("kiosk-1", hub.clock);
        never.append(BOOTED);
        never.append("{\"v\":1,\"type\":\"booted\"}".getBytes(UTF_8));
        PaperTerminal second = shippedAgain(never, List.of(1L, 2L));
        hub.ship(second, second.batch(1, 2).write());
        PaperTerminal third = shippedAgain(never, List.of(2L, 1L));
        hub.ship(third, third.batch(1, 2).write());

        assertThat(hub.fates(second)).containsExactly("folded", "quarantined");
        assertThat(hub.fates(third)).containsExactly("repeated", "repeated");
    }

    @Test
    void an_origin_with_another_hash_is_another_line() throws Exception {
        kiosk.append(BOOTED);
        hub.ship(kiosk, kiosk.batch(1, 1).write());
        PaperTerminal clone = new PaperTerminal("kiosk-1", hub.clock, kiosk.journal);
        clone.append(new Booted("2.0.0", ClockTrust.SYNCED));
        PaperTerminal anew = shippedAgain(clone, List.of(1L));

        hub.ship(anew, anew.batch(1, 1).write());

        assertThat(hub.fates(anew)).containsExactly("folded");
    }

    private PaperTerminal shippedAgain(PaperTerminal old, List<Long> seqs) {
        PaperTerminal anew = new PaperTerminal("kiosk-1", hub.clock);
        for (long seq : seqs) {
            anew.append(
                    LineFormat.ofTerminals().withOrigin(old.line(seq), new Origin(old.journal, seq, old.hash(seq))));
        }
        return anew;
    }
}

package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.journal.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of every entry type: what is right, at its limit, and what is one past it and goes into quarantine. */
class EntryShapeTest {

    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);
    private static final String UUID = "00000000-0000-4000-8000-0000000000e1";

    /** Type | right | wrong | what the reason names; an asterisk stands for a UUID. */
    private static final String SHAPES = """
            booted | {"version":"1","clock":"unsynced"} | {"version":"1","clock":"sundial"} | clock
            fault-raised | {"part":"sensor","kind":"silent","detail":null} | {"part":"sensor"} | kind
            fault-cleared | {"part":"sensor","kind":"silent"} | {"kind":"silent"} | part
            command-done | {"command":"*","outcome":"done"} | {"command":"*","outcome":"maybe"} | outcome
            punch | {"method":"pin","staff":"s1"} | {"method":"pin"} | staff
            punch | {"method":"pin","staff":"s1"} | {"method":"face","staff":"s1"} | method
            punch | {"method":"pin","staff":"s1"} | {"method":"pin","staff":"s1","score":1} | not have position
            punch | {"method":"finger","staff":"s1","position":0,"enrolment":"*","score":0} | \
            {"method":"finger","staff":"s1","position":0,"enrolment":"*"} | must have position
            punch | {"method":"finger","staff":"s1","position":0,"enrolment":"*","score":0} | \
            {"method":"finger","staff":"s1","position":0,"enrolment":"*","score":-1} | score -1
            punch | {"method":"finger","staff":"s1","position":0,"enrolment":"*","score":65535} | \
            {"method":"finger","staff":"s1","position":0,"enrolment":"*","score":65536} | score 65536
            punch | {"method":"finger","staff":"s1","position":0,"enrolment":"*","score":9} | \
            {"method":"finger","staff":"s1","position":-1,"enrolment":"*","score":9} | position -1
            punch-unknown | {"reason":"stale-position"} | {"reason":"too-dark"} | reason
            finger-enrolled | {"enrolment":"*","position":0} | {"enrolment":"*","position":-1} | position -1
            finger-deleted | {"enrolment":"*","position":0} | {"enrolment":"*","position":-1} | position -1
            ticket-issued | {"ticket":"2026-11-23/A/1","service":"a","priority":"none","ahead":0} | \
            {"ticket":"2026-11-23/A/1","service":"a","priority":"none","ahead":-1} | ahead -1
            ticket-issued | {"ticket":"2026-11-23/A/1","service":"a","priority":"elderly","ahead":0} | \
            {"ticket":"2026-11-23/A/1","service":"a","priority":"rich","ahead":0} | priority
            ticket-printed | {"ticket":"2026-11-23/A/99999","outcome":"printed"} | \
            {"ticket":"2026-11-23/A/100000","outcome":"printed"} | ticket
            ticket-printed | {"ticket":"2026-11-23/A/1","outcome":"unknown"} | \
            {"ticket":"2026-11-23/A/0","outcome":"unknown"} | ticket
            ticket-voided | {"ticket":"2026-11-23/A/1","reason":"paper-out"} | {"ticket":"2026-11-23/A/1"} | reason
            signed-in | {"counter":"3","staff":"s1"} | {"counter":"3"} | staff
            signed-out | {"counter":"3","staff":"s1"} | {"staff":"s1"} | counter
            counter-opened | {"counter":"3"} | {"counter":3} | counter
            counter-paused | {"counter":"3"} | {"counter":"3/4"} | counter
            counter-closed | {"counter":"3"} | {"counter":""} | counter
            called | {"call":"*","ticket":"2026-11-23/A/1"} | {"call":"*"} | ticket
            called-locally | {"call":"*","ticket":"2026-11-23/A/1"} | {"ticket":"2026-11-23/A/1"} | call
            recalled | {"call":"*"} | {"call":"1"} | call
            no-show | {"call":"*"} | {"call":null} | call
            finished | {"call":"*"} | {} | call
            rating-opened | {"session":"*","counter":"3","staff":"s1"} | {"session":"*","counter":"3"} | staff
            rating-given | {"session":"*","level":1} | {"session":"*","level":0} | level 0
            rating-given | {"session":"*","level":5} | {"session":"*","level":6} | level 6
            rating-missed | {"session":"*"} | {"session":"E1"} | session
            rating-void | {"session":"*","reason":"power"} | {"session":"*"} | reason
            """;

    @TempDir
    Path folder;

    private FollowerBench hub;
    private PaperTerminal device;

    @BeforeEach
    void open() {
        hub = new FollowerBench(folder, 200);
        device = new PaperTerminal("device-1", hub.clock);
        device.append(BOOTED);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static List<String> shapes() {
        return SHAPES.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void what_breaks_its_types_rules_is_set_aside_and_says_why_and_what_keeps_them_is_not(String shape)
            throws Exception {
        String[] parts = shape.replace("*", UUID).split(" \\| ", -1);
        device.append(entry(parts[0], parts[1]));
        device.append(entry(parts[0], parts[2]));
        device.append(BOOTED);

        assertThat(hub.ship(device, device.batch(1, 4).write()).verdict()).isEqualTo(Verdict.APPLIED);

        assertThat(hub.fates(device).getLast()).as("the journal goes on").isEqualTo("folded");
        assertThat(hub.reason(device, 2))
                .as("kept but for what this bench lets nobody say")
                .isIn("null", "a kiosk takes no ratings", "no such session");
        assertThat(hub.fates(device).get(2)).isEqualTo("quarantined");
        assertThat(hub.reason(device, 3)).contains(parts[3]);
    }

    @Test
    void every_entry_type_is_tried() {
        List<String> tried = shapes().stream()
                .map(shape -> shape.split(" ", 2)[0])
                .distinct()
                .toList();

        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(Json.alternatives(Fact.class).stream()
                        .map(Json::wireName)
                        .toList());
    }

    private byte[] entry(String type, String data) {
        String booted = new String(device.line(1), UTF_8);
        return booted.replace("\"type\":\"booted\"", "\"type\":\"" + type + "\"")
                .replaceFirst("\"data\":\\{.*}}$", "\"data\":" + data + "}")
                .getBytes(UTF_8);
    }
}

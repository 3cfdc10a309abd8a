package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Calls.Call;
import io.yizhan.protocol.state.Calls.Stage;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {

    private static final CallId CALL = new CallId("00000000-0000-4000-8000-0000000000c1");
    private static final CallId CALL_2 = new CallId("00000000-0000-4000-8000-0000000000c2");
    private static final String SAID = "请A零二三号到三号窗口";
    private static final String SAID_IN_CANTONESE = "請A零二三號到三號窗口";

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, """
            [[board]]
            id = "hall"
            matrix = "simulated"
            voice = "simulated"
            [[counter]]
            id = "3"
            keys = "simulated"
            display = "simulated"
            """);
        hall.configure(1, List.of(), List.of());
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void an_idle_board_shows_the_halls_name_in_dots() {
        await().until(() -> hall.face("hall").equals("东平县政务服务大厅"));

        await().untilAsserted(() -> assertThat(dots()).isPositive());
    }

    @Test
    void a_new_call_is_shown_and_said_once() {
        hall.hub.calls(call(CALL, 23, "3", ScriptedHub.now(), Stage.CALLING));
        await().until(() -> hall.face("hall").equals("A023 → 3号窗口"));
        await().until(() -> said().equals(List.of(SAID, SAID_IN_CANTONESE)));

        OffsetDateTime later = ScriptedHub.now();
        hall.hub.calls(
                call(CALL_2, 24, "12", later, Stage.CALLING),
                call(CALL, 23, "3", later.minusSeconds(5), Stage.SERVING));
        await().until(() -> hall.face("hall").equals("A024 → 12号窗口"));
        await().until(() -> said().equals(List.of(SAID, SAID_IN_CANTONESE, "请A零二四号到十二号窗口", "請A零二四號到十二號窗口")));
    }

    @Test
    void a_recall_is_said_once_more() {
        OffsetDateTime first = ScriptedHub.now();
        hall.hub.calls(call(CALL, 23, "3", first, Stage.CALLING));
        await().until(() -> said().equals(List.of(SAID, SAID_IN_CANTONESE)));

        hall.hub.calls(call(CALL, 23, "3", first.plusSeconds(2), Stage.CALLING));
        await().until(() -> said().equals(List.of(SAID, SAID_IN_CANTONESE, SAID, SAID_IN_CANTONESE)));
    }

    @Test
    void an_old_call_is_shown_and_not_said_and_one_that_is_over_is_neither() {
        hall.hub.calls(
                call(CALL_2, 24, "3", ScriptedHub.now(), Stage.NO_SHOW),
                call(CALL, 23, "3", ScriptedHub.now().minusMinutes(5), Stage.CALLING));

        await().until(() -> hall.face("hall").equals("A023 → 3号窗口"));
        assertThat(said()).isEmpty();
    }

    @Test
    void with_the_hub_away_the_board_says_that_it_is_not_up_to_date() {
        hall.hub.calls(call(CALL, 23, "3", ScriptedHub.now(), Stage.CALLING));
        await().until(() -> hall.face("hall").startsWith("A023"));
        int before = dots();

        hall.hub.sayOffline();

        await().until(() -> !hall.look().hubOnline());
        await().untilAsserted(() -> assertThat(dots()).isGreaterThan(before));
    }

    @Test
    void a_board_whose_wire_breaks_has_a_fault_and_comes_back_by_itself_and_a_counter_beside_it_goes_on()
            throws Exception {
        await().until(() -> dots() > 0);
        int before = dots();
        hall.fault("hall", "leds-cut", true);
        hall.hub.calls(call(CALL, 23, "3", ScriptedHub.now(), Stage.CALLING));
        await().until(() ->
                hall.look().station("hall").faults().equals(List.of(new Hall.SeenFault("matrix", "failed"))));

        hall.press("3", "1", "enter");
        hall.told("3/clerk", "请输入密码");
        await().until(() -> said().equals(List.of(SAID, SAID_IN_CANTONESE)));
        assertThat(dots()).as("a cut wire changes no dot").isEqualTo(before);

        hall.fault("hall", "leds-cut", false);
        await().until(() -> hall.look().station("hall").faults().isEmpty() && dots() != before);
        assertThat(hall.look().station("3").faults()).isEmpty();
    }

    private List<String> said() {
        return hall.look().log().stream()
                .filter(line -> line.how().equals("spoken"))
                .map(Hall.SeenLine::zh)
                .toList();
    }

    /** How many are lit. */
    private int dots() {
        try {
            Picture picture = Arrays.stream(Json.read(hall.get("/api/leds").body(), Picture[].class))
                    .filter(leds -> leds.station.equals("hall"))
                    .findFirst()
                    .orElseThrow();
            assertThat(picture.width).isEqualTo(128);
            return picture.rows.stream()
                    .flatMapToInt(String::chars)
                    .map(digit -> Integer.bitCount(Character.digit(digit, 16)))
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Call call(CallId id, int number, String counter, OffsetDateTime at, Stage stage) {
        TicketId ticket = new TicketId(at.toLocalDate(), Hall.A, number);
        return new Call(id, ticket, ticket.shown(), new CounterId(counter), at, stage);
    }

    private record Picture(String station, int width, int height, List<String> rows) {}
}

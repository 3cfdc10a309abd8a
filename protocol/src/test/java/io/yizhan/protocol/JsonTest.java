package io.yizhan.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    private static final String ORIGIN =
            "{\"journal\":\"00000000-0000-7000-8000-000000000001\",\"seq\":998,\"hash\":\"" + "ab".repeat(32) + "\"}";

    @Test
    void a_record_goes_out_and_comes_back() throws Exception {
        Origin origin = Json.read(ORIGIN.getBytes(UTF_8), Origin.class);

        assertThat(new String(Json.write(origin), UTF_8)).isEqualTo(ORIGIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            998   | 998.0             | a fraction in an integer
            998   | "998"             | a string for an integer
            "seq":998, | ""           | a field that is missing
            998   | null              | null where something is required
            998   | 998,"seq":998     | a key twice
            ab    | AB                | upper case in a hash
            }     | }}                | something after the end
            998   | 0                 | a number outside its range
            """)
    void what_the_wire_forbids_is_unreadable(String part, String instead, String why) {
        byte[] json = ORIGIN.replace(part, instead).getBytes(UTF_8);

        assertThatThrownBy(() -> Json.read(json, Origin.class)).as(why).isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ff       | a byte that no text has
        c0af     | a sign in more bytes than it takes
        eda080   | half of a pair
        f4908080 | a sign beyond the last
        e4b8     | a sign that ends in the middle
        """)
    void what_is_no_utf_8_is_unreadable_by_its_byte_and_gets_no_field(String hex, String why) throws Exception {
        String whole = "{\"more\":\"" + "一" + "\"," + ORIGIN.substring(1);
        assertThat(Json.read(whole.getBytes(UTF_8), Origin.class).seq()).isEqualTo(998);
        byte[] json = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(whole.getBytes(UTF_8)).replace("e4b880", hex));

        assertThatThrownBy(() -> Json.read(json, Origin.class))
                .as(why)
                .isInstanceOf(UnreadableException.class)
                .hasMessage("it is no UTF-8: byte 10 of " + json.length + " is 0x" + hex.substring(0, 2));
        assertThat(Json.withField(json, "origin", Json.read(ORIGIN.getBytes(UTF_8), Origin.class)))
                .isSameAs(json);
    }

    @Test
    void sixteen_levels_are_read_and_seventeen_are_not() throws Exception {
        String inner = "[".repeat(15) + "]".repeat(15);
        String deep = ORIGIN.replace("998", "998,\"more\":" + inner);
        byte[] deeper = deep.replace(inner, "[" + inner + "]").getBytes(UTF_8);

        assertThat(Json.read(deep.getBytes(UTF_8), Origin.class).seq()).isEqualTo(998);
        assertThatThrownBy(() -> Json.read(deeper, Origin.class)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void words_of_the_wire_are_lower_case_with_dashes() {
        assertThat(Json.wireName(TicketIssued.class)).isEqualTo("ticket-issued");
        assertThat(Json.wireName(io.yizhan.protocol.request.Answer.Code.NOBODY_WAITING))
                .isEqualTo("nobody-waiting");
    }

    @Test
    void a_request_is_known_by_its_op() throws Exception {
        String next =
                "{\"op\":\"call-next\",\"at\":\"2026-11-23T09:00:00.000+08:00\",\"counter\":\"3\",\"staff\":\"s0123\"}";

        Request request = Json.read(next.getBytes(UTF_8), Request.class);

        assertThat(request).isInstanceOf(CallNext.class);
        assertThat(new String(Json.write(request), UTF_8)).isEqualTo(next);
        assertThatThrownBy(() -> Json.read(next.replace("call-next", "dance").getBytes(UTF_8), Request.class))
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        e -> assertThat(e.unknownName()).isTrue());
    }

    @Test
    void a_command_without_fields_of_its_own_is_known_by_its_op() throws Exception {
        String json =
                "{\"op\":\"test-print\",\"command\":\"00000000-0000-4000-8000-00000000000a\",\"at\":\"2026-11-23T09:00:00.000Z\"}";

        assertThat(Json.read(json.getBytes(UTF_8), Command.class)).isInstanceOf(TestPrint.class);
    }

    @Test
    void a_config_without_leases_has_none() throws Exception {
        String json = "{\"revision\":17,\"at\":\"2026-11-23T08:00:00.000+08:00\","
                + "\"hall\":{\"name\":\"大厅\",\"zone\":\"Asia/Shanghai\",\"languages\":[\"zh-CN\"]},"
                + "\"stations\":[{\"kind\":\"counter\",\"id\":\"3\",\"rating_wait_s\":20}]}";

        DeviceConfig config = Json.read(json.getBytes(UTF_8), DeviceConfig.class);

        assertThat(config.leases()).isEmpty();
        assertThat(config.stations().getFirst()).isInstanceOf(StationConfig.Counter.class);
    }

    @Test
    void settings_are_read_and_an_unknown_key_is_named(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("hub.toml");
        Files.writeString(file, "name = \"大厅\"\n[mqtt]\nport = 8883\n");
        assertThat(Json.settings(file, Hall.class)).isEqualTo(new Hall("大厅", new Mqtt(8883)));

        Files.writeString(file, "name = \"大厅\"\n[mqtt]\nprot = 8883\n");
        assertThatThrownBy(() -> Json.settings(file, Hall.class))
                .hasMessageContaining("no setting \"mqtt.prot\"")
                .hasMessageContaining("known here are: port");
    }

    private record Hall(String name, Mqtt mqtt) {}

    private record Mqtt(int port) {}
}

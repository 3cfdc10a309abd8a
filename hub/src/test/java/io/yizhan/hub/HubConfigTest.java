package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubConfigTest {

    private static final String SETTINGS = """
            database = "hub.db"
            clock_trusted = true
            bad_entries_max = 7
            [hall]
            id = "east"
            name = "东区政务服务大厅"
            zone = "Asia/Shanghai"
            languages = ["zh-CN", "en"]
            [mqtt]
            host = "127.0.0.1"
            port = 8883
            public_host = "hub.local"
            ca = "pki/ca.crt"
            certificate = "pki/hub.crt"
            key = "/etc/yizhan/hub.key"
            [http]
            bind = "127.0.0.1"
            port = 8080
            token = "api-token"
            """;

    @TempDir
    private Path folder;

    @Test
    void paths_are_relative_to_the_settings_file() throws Exception {
        HubConfig config = load(SETTINGS);

        assertThat(config.database()).isEqualTo(folder.resolve("hub.db"));
        assertThat(config.mqtt().certificate()).isEqualTo(folder.resolve("pki/hub.crt"));
        assertThat(config.mqtt().key()).isEqualTo(Path.of("/etc/yizhan/hub.key"));
        assertThat(config.http().token()).isEqualTo(folder.resolve("api-token"));
        assertThat(config.hall().zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(config.clockTrusted()).isTrue();
    }

    @Test
    void the_screens_in_the_hall_have_a_page_only_where_the_settings_say_so() throws Exception {
        assertThat(load(SETTINGS).board()).isNull();
        assertThat(load(SETTINGS + "[board]\nbind = \"0.0.0.0\"\nport = 8088\n").board())
                .isEqualTo(new HubConfig.Board("0.0.0.0", 8_088));
        assertThatThrownBy(() -> load(SETTINGS + "[board]\nbind = \"0.0.0.0\"\nport = 70000\n"))
                .hasMessageContaining("board.port 70000");
    }

    @Test
    void an_unknown_setting_is_refused_by_its_name() {
        assertThatThrownBy(() -> load(SETTINGS.replace("public_host", "pubilc_host")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("hub.toml")
                .hasMessageContaining("pubilc_host")
                .hasMessageContaining("public_host");
    }

    @Test
    void a_missing_setting_is_named() {
        assertThatThrownBy(() -> load(SETTINGS.replace("clock_trusted = true", "")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("clock_trusted");
    }

    @Test
    void a_port_out_of_range_is_refused_with_the_range() {
        assertThatThrownBy(() -> load(SETTINGS.replace("8883", "88830")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("mqtt.port 88830 is outside 1–65535");
    }

    @Test
    void the_page_may_take_any_free_port_but_the_broker_must_have_one() throws Exception {
        assertThat(load(SETTINGS.replace("8080", "0")).http().port()).isZero();
        assertThatThrownBy(() -> load(SETTINGS.replace("8883", "0"))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void a_time_zone_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> load(SETTINGS.replace("Asia/Shanghai", "Asia/Shanghi")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("zone");
    }

    @Test
    void a_hall_without_a_name_or_a_language_is_refused() {
        assertThatThrownBy(() -> load(SETTINGS.replace("东区政务服务大厅", " "))).hasMessageContaining("hall.name");
        assertThatThrownBy(() -> load(SETTINGS.replace("\"zh-CN\", \"en\"", "")))
                .hasMessageContaining("hall.languages");
    }

    private HubConfig load(String settings) throws UnreadableException, IOException {
        Files.writeString(folder.resolve("hub.toml"), settings);
        return HubConfig.load(folder);
    }

    @Test
    void a_battery_clock_is_believed_only_where_it_is_named_and_what_is_no_clock_is_refused() throws Exception {
        assertThat(load(SETTINGS).batteryClock()).isNull();
        assertThat(load("battery_clock = \"rtc0\"\n" + SETTINGS).batteryClock()).isEqualTo("rtc0");
        assertThatThrownBy(() -> load("battery_clock = \"/dev/rtc0\"\n" + SETTINGS))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("no name of a battery clock");
    }
}

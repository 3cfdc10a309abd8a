package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceRemoveTest {

    private final Commands hub = new Commands();

    @TempDir
    private Path folder;

    @BeforeEach
    void a_hall_with_a_reader() {
        assertThat(hub.give("init", "--data", folder.toString(), "--hall", "east"))
                .isZero();
        assertThat(add("pi-1")).isZero();
        hub.told.clear();
    }

    @Test
    void the_hub_is_told_the_broker_s_list_refuses_it_and_the_next_steps_are_printed() throws Exception {
        String before = list();

        assertThat(remove("pi-1", "sold")).as(hub.complained()).isZero();

        assertThat(hub.told).containsExactly("pi-1 goes: sold");
        assertThat(list()).startsWith(before).endsWith("""
            user pi-1
            topic deny yizhan/1/east/pi-1/#
            topic deny yizhan/1/east/all/#
            """);
        assertThat(hub.printed()).contains("End the broker and start it again", folder + "/devices/pi-1");
    }

    @Test
    void what_it_still_holds_is_given_up_only_when_that_is_said() {
        hub.give("device", "remove", "pi-1", "--reason", "burnt", "--anyway", "--data", folder.toString());

        assertThat(hub.told).containsExactly("pi-1 goes anyway: burnt");
    }

    @Test
    void a_name_that_is_given_again_is_let_in_again_and_its_old_key_is_spoken_of() throws Exception {
        String before = list();
        remove("pi-1", "sold");
        Files.move(folder.resolve("devices/pi-1"), folder.resolve("old"));

        assertThat(add("pi-1")).isZero();

        assertThat(list()).isEqualTo(before);
        assertThat(hub.printed()).contains("Whoever has the old key gets in with it, too");
    }

    @Test
    void a_device_that_the_hub_keeps_is_shut_out_of_nothing() throws Exception {
        String before = list();
        hub.refuse();

        assertThat(remove("stranger", "sold")).isEqualTo(1);

        assertThat(hub.complained()).contains("device stranger is not in the hall");
        assertThat(list()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hub  | sold | "hub" is the hub itself
        Pi-1 | sold | must match [a-z0-9-]{1,32}
        pi-1 | ' '  | --reason has 1 to 200 characters
        """)
    void a_wrong_name_and_a_blank_reason_are_refused_with_what_to_write(String id, String reason, String message)
            throws Exception {
        String before = list();

        assertThat(remove(id, reason)).isEqualTo(2);

        assertThat(hub.complained()).contains(message).contains("scripts/hub device remove --help");
        assertThat(hub.told).isEmpty();
        assertThat(list()).isEqualTo(before);
    }

    @Test
    void without_a_hall_it_says_so() {
        assertThat(hub.give("device", "remove", "pi-1", "--reason", "sold", "--data", folder + "/nothing"))
                .isEqualTo(1);

        assertThat(hub.complained()).contains("nothing holds no hall");
    }

    private int add(String id) {
        return hub.give("device", "add", id, "--stations", "reader", "--data", folder.toString());
    }

    private int remove(String id, String reason) {
        return hub.give("device", "remove", id, "--reason", reason, "--data", folder.toString());
    }

    private String list() throws IOException {
        return Files.readString(folder.resolve("mosquitto.acl"));
    }
}

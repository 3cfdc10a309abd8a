package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.cli.HallFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitTest {

    private static final String PASSWORD = "[a-z2-9]{4}(-[a-z2-9]{4}){3}";

    private final Commands hub = new Commands();

    @TempDir
    private Path folder;

    @Test
    void a_hall_is_made_whole_and_its_settings_fit_its_files() throws Exception {
        Path place = folder.resolve("data/hub");

        assertThat(hub.give("init", "--data", place.toString())).isZero();

        HubConfig config = HubConfig.load(place);
        HallFolder hall = new HallFolder(place);
        assertThat(config.hall().id()).hasToString("hall");
        assertThat(config.hall().name()).isEqualTo("政务服务大厅");
        assertThat(config.clockTrusted()).isFalse();
        assertThat(config.database()).isEqualTo(hall.database()).isNotEmptyFile();
        assertThat(config.http().token()).isEqualTo(hall.token()).isNotEmptyFile();
        assertThat(List.of(
                        config.mqtt().ca(),
                        config.mqtt().certificate(),
                        config.mqtt().key()))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    @Test
    void what_was_asked_for_stands_in_the_settings() throws Exception {
        Path place = folder.resolve("hub");

        int end = hub.give(
                "init",
                "--data",
                place.toString(),
                "--hall",
                "east",
                "--name",
                "“东区”\"大厅\"\\",
                "--zone",
                "Asia/Urumqi",
                "--host",
                "hub.lan",
                "--host",
                "192.0.2.7",
                "--mqtt-port",
                "18883",
                "--mqtt-bind",
                "0.0.0.0",
                "--http-port",
                "18080",
                "--http-bind",
                "192.0.2.7",
                "--broker-user",
                "yizhan",
                "--clock-trusted");

        assertThat(end).as(hub.complained()).isZero();
        HubConfig config = HubConfig.load(place);
        assertThat(config.hall().id()).hasToString("east");
        assertThat(config.hall().name()).isEqualTo("“东区”\"大厅\"\\");
        assertThat(config.hall().zone()).hasToString("Asia/Urumqi");
        assertThat(config.mqtt().port()).isEqualTo(18_883);
        assertThat(config.mqtt().publicHost()).isEqualTo("hub.lan");
        assertThat(config.http().port()).isEqualTo(18_080);
        assertThat(config.http().bind()).isEqualTo("192.0.2.7");
        assertThat(config.clockTrusted()).isTrue();
        assertThat(place.resolve("mosquitto.conf"))
                .content()
                .contains("listener 18883 0.0.0.0", "user yizhan", "acl_file " + place + "/mosquitto.acl");
        assertThat(place.resolve("mosquitto.acl")).content().contains("yizhan/1/east/%u/up/#");
    }

    @Test
    void the_first_admin_s_password_is_printed_once_and_kept_nowhere() throws Exception {
        hub.give("init", "--data", folder.resolve("hub").toString());

        List<String> lines =
                hub.printed().lines().filter(line -> line.contains(" / ")).toList();
        assertThat(lines).singleElement().asString().matches("admin / " + PASSWORD);
        String password = lines.getFirst().substring("admin / ".length());
        String token = Files.readString(folder.resolve("hub/api-token")).strip();
        assertThat(hub.told).containsExactly("admin / " + password + " / " + token);
        assertThat(everyFile()).noneMatch(file -> contains(file, password));
    }

    @Test
    void secrets_are_their_owner_s_only() throws Exception {
        hub.give("init", "--data", folder.resolve("hub").toString());

        assertThat(permissions("hub")).isEqualTo("rwx------");
        assertThat(List.of(
                        "hub/api-token",
                        "hub/mosquitto.acl",
                        "hub/pki/ca.key",
                        "hub/pki/broker.key",
                        "hub/pki/hub.key"))
                .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }

    @Test
    void a_hall_is_never_written_over() throws Exception {
        hub.give("init", "--data", folder.resolve("hub").toString());
        String key = Files.readString(folder.resolve("hub/pki/ca.key"));

        assertThat(hub.give("init", "--data", folder.resolve("hub").toString())).isEqualTo(1);

        assertThat(hub.complained()).contains(folder + "/hub is there already, and nothing in it was changed");
        assertThat(hub.printed()).isEmpty();
        assertThat(folder.resolve("hub/pki/ca.key")).hasContent(key);
    }

    @Test
    void an_empty_folder_is_no_obstacle() throws Exception {
        Files.createDirectory(folder.resolve("hub"));

        assertThat(hub.give("init", "--data", folder.resolve("hub").toString())).isZero();
    }

    @Test
    void a_hall_whose_database_cannot_be_made_leaves_nothing_behind() throws Exception {
        hub.refuse();

        assertThat(hub.give("init", "--data", folder.resolve("hub").toString())).isEqualTo(1);

        assertThat(hub.complained()).contains("the database said no");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_place_that_cannot_be_written_is_named() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        assertThat(hub.give("init", "--data", folder.resolve("file/hub").toString()))
                .isEqualTo(1);

        assertThat(hub.complained()).contains(folder + "/file/hub").contains("may this user write there?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --hall=East           | "East" is no hall id
                    --zone=Asia/Shanghi   | --zone Asia/Shanghi is no time zone
                    --mqtt-port=0         | --mqtt-port 0 is no port
                    --http-port=eighty    | 'eighty' is not an int
                    --host=a b            | --host "a b" is no name
                    --broker-user=a b     | --broker-user "a b" is no name
                    --mqtt-bind=*         | --mqtt-bind "*" is no name
                    --name=               | --name must have 1 to 64 characters
                    """)
    void a_wrong_option_is_refused_with_what_to_write(String option, String message) {
        assertThat(hub.give("init", "--data", folder.resolve("hub").toString(), option))
                .isEqualTo(2);

        assertThat(hub.complained()).contains(message).contains("scripts/hub init --help");
        assertThat(folder).isEmptyDirectory();
    }

    private List<Path> everyFile() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}

package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceAddTest {

    private final Commands hub = new Commands();

    @TempDir
    private Path folder;

    @BeforeEach
    void a_hall() {
        assertThat(hub.give("init", "--data", folder.toString(), "--hall", "east", "--host", "hub.lan"))
                .isZero();
        hub.told.clear();
    }

    @Test
    void a_bundle_holds_all_that_a_device_needs_and_no_more() throws Exception {
        assertThat(add("pi-1", "reader,counter:3")).as(hub.complained()).isZero();

        Path bundle = folder.resolve("devices/pi-1");
        assertThat(bundle.toFile().list())
                .containsExactlyInAnyOrder(
                        "device.crt", "device.key", "ca.crt", "terminal.toml", "hello.batch", "README.txt");
        assertThat(bundle.resolve("ca.crt")).hasSameTextualContentAs(folder.resolve("pki/ca.crt"));
        certificate(bundle.resolve("device.crt"))
                .verify(certificate(bundle.resolve("ca.crt")).getPublicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle.resolve("device.key"))))
                .isEqualTo("rw-------");
        assertThat(bundle.resolve("README.txt"))
                .content()
                .contains("mosquitto_pub", "-h hub.lan -p 8883", "yizhan/1/east/pi-1/up/journal")
                .doesNotContain("${");
    }

    @Test
    void the_hub_is_told_what_the_device_is_allowed_to_be() throws Exception {
        add("pi-1", "reader,counter:3");

        byte[] der = certificate(folder.resolve("devices/pi-1/device.crt")).getEncoded();
        String fingerprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        assertThat(hub.told).containsExactly("pi-1 [reader:reader-1, counter:3] " + fingerprint);
    }

    @Test
    void the_hello_of_a_bundle_is_a_batch_that_the_hub_can_read() throws Exception {
        add("pi-1", "reader");

        Batch hello = Batch.read(Files.readAllBytes(folder.resolve("devices/pi-1/hello.batch")));
        JournalId journal = hello.header().journal();
        assertThat(hello.isHello()).isTrue();
        assertThat(hello.header().prev()).isEqualTo(Chain.start(journal));
    }

    @Test
    void a_terminal_s_settings_name_its_stations_and_the_devices_that_a_pi_usually_has() {
        add("pi-1", "reader,counter:3,board");

        assertThat(folder.resolve("devices/pi-1/terminal.toml"))
                .content()
                .contains("hall = \"east\"", "device = \"pi-1\"", "zone = \"Asia/Shanghai\"", "host = \"hub.lan\"")
                .contains("[[reader]]\nid = \"reader-1\"\nsensor = \"/dev/serial0\"")
                .contains("[[counter]]\nid = \"3\"")
                .contains("[[board]]\nid = \"hall\"\nmatrix = \"spi:0.0\"")
                .doesNotContain("[panel]", "${");
    }

    @Test
    void a_terminal_without_devices_has_simulated_ones_and_a_panel() {
        assertThat(hub.give(
                        "device", "add", "pi-1", "--stations", "kiosk", "--simulated", "8091", "--data", "" + folder))
                .isZero();

        assertThat(folder.resolve("devices/pi-1/terminal.toml"))
                .content()
                .contains("[panel]\nport = 8091")
                .contains("[[kiosk]]\nid = \"kiosk-1\"\nprinter = \"simulated\"\nkeys = \"simulated\"");
    }

    @Test
    void a_bundle_can_go_elsewhere() {
        Path stick = folder.resolve("stick/pi-1");

        assertThat(hub.give(
                        "device",
                        "add",
                        "pi-1",
                        "--stations",
                        "reader",
                        "--data",
                        folder.toString(),
                        "--out",
                        "" + stick))
                .isZero();

        assertThat(stick.resolve("device.key")).exists();
        assertThat(folder.resolve("devices")).doesNotExist();
    }

    @Test
    void a_device_that_the_hub_refuses_gets_no_certificate() {
        hub.refuse();

        assertThat(add("pi-1", "reader")).isEqualTo(1);

        assertThat(hub.complained()).contains("the hub knows pi-1 already");
        assertThat(folder.resolve("devices")).isEmptyDirectory();
    }

    @Test
    void a_device_s_bundle_is_never_written_over() throws Exception {
        add("pi-1", "reader");
        String key = Files.readString(folder.resolve("devices/pi-1/device.key"));
        hub.told.clear();

        assertThat(add("pi-1", "reader")).isEqualTo(1);

        assertThat(hub.complained()).contains("devices/pi-1 is there already");
        assertThat(folder.resolve("devices/pi-1/device.key")).hasContent(key);
        assertThat(hub.told).isEmpty();
    }

    @Test
    void without_a_hall_it_says_how_to_make_one() {
        Path nothing = folder.resolve("nothing");

        assertThat(hub.give("device", "add", "pi-1", "--stations", "reader", "--data", nothing.toString()))
                .isEqualTo(1);

        assertThat(hub.complained()).contains(nothing + " holds no hall").contains("scripts/hub init");
    }

    @Test
    void settings_with_a_typo_are_named() throws Exception {
        Path settings = folder.resolve("hub.toml");
        Files.writeString(settings, Files.readString(settings).replace("public_host", "publik_host"));

        assertThat(add("pi-1", "reader")).isEqualTo(1);

        assertThat(hub.complained()).contains("hub.toml").contains("publik_host");
        assertThat(folder.resolve("devices")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hub       | reader   | the hub's own name
                    all       | reader   | stands for every device
                    Pi-1      | reader   | must match [a-z0-9-]{1,32}
                    a/b       | reader   | must match [a-z0-9-]{1,32}
                    +         | reader   | must match [a-z0-9-]{1,32}
                    pi-1      | reder    | "reder" is no kind of station
                    """)
    void a_wrong_name_or_station_is_refused_with_what_to_write(String id, String stations, String message) {
        assertThat(add(id, stations)).isEqualTo(2);

        assertThat(hub.complained()).contains(message).contains("scripts/hub device add --help");
        assertThat(hub.told).isEmpty();
    }

    private int add(String id, String stations) {
        return hub.give("device", "add", id, "--stations", stations, "--data", folder.toString());
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}

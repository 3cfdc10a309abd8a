package io.yizhan.hub.access.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HallAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final DeviceId PI = new DeviceId("pi-1");
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private final SecureRandom random = new SecureRandom();
    private final HallAuthority authority = HallAuthority.create(new HallId("east"), NOW, random);

    @TempDir
    private Path folder;

    @Test
    void a_device_s_certificate_is_signed_by_the_hall_and_good_for_a_client_only() throws Exception {
        authority.write(folder);
        X509Certificate certificate = authority.issueDevice(PI).certificate();

        certificate.verify(Pem.readCertificate(folder.resolve("ca.crt")).getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=pi-1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT);
        assertThat(certificate.getBasicConstraints()).as("is no authority").isEqualTo(-1);
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @Test
    void another_hall_s_certificate_does_not_pass() throws Exception {
        HallAuthority other = HallAuthority.create(new HallId("east"), NOW, random);
        other.write(folder);
        X509Certificate certificate = authority.issueDevice(PI).certificate();

        assertThatThrownBy(() -> certificate.verify(
                        Pem.readCertificate(folder.resolve("ca.crt")).getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void the_broker_s_certificate_has_its_names_and_is_good_for_a_server_only() throws Exception {
        X509Certificate certificate =
                authority.issueBroker(List.of("hub.local", "192.0.2.7", "::1")).certificate();

        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "hub.local"), List.of(7, "192.0.2.7"), List.of(7, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void a_terminal_whose_clock_starts_in_1970_can_join_and_thirty_years_later_too() throws Exception {
        for (Credential issued : List.of(authority.issueDevice(PI), authority.issueBroker(List.of("localhost")))) {
            assertThat(issued.certificate().getNotBefore().toInstant()).isEqualTo(Instant.EPOCH);
            assertThat(issued.certificate().getNotAfter().toInstant()).isEqualTo("2056-11-23T01:00:00Z");
        }
    }

    @Test
    void a_hall_made_by_a_machine_that_lost_its_clock_does_not_end_in_the_past() {
        HallAuthority lost = HallAuthority.create(new HallId("east"), Instant.EPOCH, random);

        assertThat(lost.issueDevice(PI).certificate().getNotAfter().toInstant()).isEqualTo("2056-01-01T00:00:00Z");
    }

    @Test
    void keys_on_disk_are_their_owner_s_only_and_open_again() throws Exception {
        authority.write(folder);
        authority.issueDevice(PI).write(folder, "device");

        assertThat(permissions("ca.key")).isEqualTo("rw-------");
        assertThat(permissions("device.key")).isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("device.key"))).startsWith("-----BEGIN PRIVATE KEY-----\n");
        X509Certificate later =
                HallAuthority.open(folder, random).issueDevice(PI).certificate();
        later.verify(Pem.readCertificate(folder.resolve("ca.crt")).getPublicKey());
    }

    @Test
    void a_key_is_never_written_over() throws Exception {
        authority.write(folder);

        assertThatThrownBy(() -> authority.write(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void a_file_that_is_no_key_is_named_and_says_what_was_expected() throws Exception {
        authority.write(folder);
        Files.writeString(folder.resolve("ca.key"), "not a key\n");

        assertThatThrownBy(() -> HallAuthority.open(folder, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ca.key")
                .hasMessageContaining("BEGIN PRIVATE KEY");
    }

    @Test
    void a_credential_s_text_keeps_its_key_to_itself() {
        assertThat(authority.issueDevice(PI)).hasToString("Credential of CN=pi-1");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}

package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which a connection fails is told in a sentence that says what to do. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class TlsTest {

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private TestAuthority hall;
    private TestAuthority elsewhere;

    TlsTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void twoHalls() throws Exception {
        hall = new TestAuthority(folder, "hall");
        elsewhere = new TestAuthority(folder, "elsewhere");
    }

    @Test
    void a_paired_device_connects() throws Exception {
        Recorder owner = new Recorder();
        try (Broker broker = broker(hall.issue("broker"));
                MqttLink link = open(broker, hall.issue("reader-1"), owner)) {
            await().until(() -> !owner.connections.isEmpty());

            assertThat(link.publish(Message.of("a", "b".getBytes(UTF_8))).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(Published.Delivered.class);
        }
    }

    @Test
    void a_device_of_another_hall_is_told_that_its_certificate_is_not_accepted() throws Exception {
        TlsFiles stranger = elsewhere.issue("reader-1");
        TlsFiles mixed = new TlsFiles(hall.certificate(), stranger.certificate(), stranger.key());

        assertThat(refusal(hall.issue("broker"), mixed))
                .contains("does not accept this device's certificate", "CN=reader-1", "Pair the device again");
    }

    @Test
    void a_device_whose_certificate_has_run_out_is_told_so() throws Exception {
        Instant now = Instant.now();
        TlsFiles old = hall.issue("reader-1", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));

        assertThat(refusal(hall.issue("broker"), old)).contains("does not accept", "counts from", "run out");
    }

    @Test
    void a_broker_of_another_hall_is_not_trusted() throws Exception {
        assertThat(refusal(elsewhere.issue("broker"), hall.issue("reader-1")))
                .contains("is not this hall's", "hall.pem");
    }

    @Test
    void a_broker_whose_certificate_has_run_out_is_not_trusted_and_the_clock_is_named() throws Exception {
        Instant now = Instant.now();
        TlsFiles old = hall.issue("broker", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));

        assertThat(refusal(old, hall.issue("reader-1"))).contains("does not count at", "set the clock");
    }

    @Test
    void a_certificate_for_another_host_is_not_trusted() throws Exception {
        assertThat(refusal(hall.issue("other"), hall.issue("reader-1"))).contains("does not name \"127.0.0.1\"");
    }

    @Test
    void a_key_of_another_certificate_is_noticed_before_the_network() throws Exception {
        TlsFiles one = hall.issue("reader-1");
        TlsFiles other = hall.issue("reader-2");

        assertThat(refusal(hall.issue("broker"), new TlsFiles(one.ca(), one.certificate(), other.key())))
                .contains("hall-reader-2.key is not the key of", "hall-reader-1.pem");
    }

    @Test
    void a_file_that_is_missing_or_broken_is_named() throws Exception {
        TlsFiles own = hall.issue("reader-1");
        Path missing = folder.resolve("missing.pem");
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN nonsense");

        assertThat(refusal(hall.issue("broker"), new TlsFiles(missing, own.certificate(), own.key())))
                .contains("missing.pem does not exist");
        assertThat(refusal(hall.issue("broker"), new TlsFiles(own.ca(), broken, own.key())))
                .contains("broken.pem holds no PEM certificate");
        assertThat(refusal(hall.issue("broker"), new TlsFiles(own.ca(), own.certificate(), broken)))
                .contains("broken.pem holds no PEM private key");
    }

    @Test
    void a_port_without_tls_is_recognised() throws Exception {
        try (Broker plain = kind.open(folder)) {
            assertThat(refusal(plain, hall.issue("reader-1"))).contains("does it speak TLS on this port?");
        }
    }

    private String refusal(TlsFiles brokers, TlsFiles devices) throws Exception {
        try (Broker broker = broker(brokers)) {
            return refusal(broker, devices);
        }
    }

    private static String refusal(Broker broker, TlsFiles devices) {
        Recorder owner = new Recorder();
        try (MqttLink link = open(broker, devices, owner)) {
            await().until(() -> !owner.reasons.isEmpty());
            assertThat(link.connection()).isEmpty();
        }
        assertThat(owner.connections).isEmpty();
        return owner.reasons.getFirst();
    }

    private Broker broker(TlsFiles files) throws Exception {
        return kind.withTls(folder, new TlsFiles(hall.certificate(), files.certificate(), files.key()));
    }

    private static MqttLink open(Broker broker, TlsFiles files, Recorder owner) {
        return MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), "reader-1", files, List.of("a")), owner, Recorder.CLOCK);
    }
}

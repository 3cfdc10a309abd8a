package io.yizhan.protocol.link;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.embedded.EmbeddedHiveMQBuilder;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/**
 * HiveMQ Community Edition in this process, in memory, behind a {@link Door}. The first in a JVM takes some seconds, the
 * next half a one. It ends in the background, because it takes 4 s for that however little it did.
 */
final class HiveMq implements Broker {

    private static final int START_WAIT_S = 60;
    private static final String PASSWORD = "only for this test";

    /** Kept, or their levels are forgotten with them. */
    private static final List<Logger> LOGS = List.of(Logger.getLogger("com.hivemq"), Logger.getLogger("migrations"));

    private final Path folder;
    private final Optional<EmbeddedExtension> extension;
    private final String listener;
    private @Nullable EmbeddedHiveMQ server;
    private @Nullable Door door;

    /** @param listener its XML, with a %d for the port */
    private HiveMq(Path folder, String listener, Optional<EmbeddedExtension> extension) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("hivemq"));
        this.listener = listener;
        this.extension = extension;
        LOGS.forEach(log -> log.setLevel(Level.WARNING));
        start();
    }

    static HiveMq open(Path folder) throws IOException {
        return new HiveMq(folder, tcp(), Optional.empty());
    }

    static HiveMq withRight(Path folder, String user, String... topics) throws IOException {
        return new HiveMq(folder, tcp(), Optional.of(gate((input, output) -> {
            if (input.getConnectPacket().getUserName().filter(user::equals).isPresent()) {
                for (String filter : topics) {
                    output.getDefaultPermissions()
                            .add(Builders.topicPermission().topicFilter(filter).build());
                }
            }
            output.authenticateSuccessfully();
        })));
    }

    static HiveMq admittingNobody(Path folder) throws IOException {
        return new HiveMq(
                folder,
                tcp(),
                Optional.of(gate((_, output) -> output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED))));
    }

    static HiveMq withTls(Path folder, TlsFiles own) throws IOException {
        return new HiveMq(folder, tls(folder, own), Optional.empty());
    }

    @Override
    public int port() {
        return door().port();
    }

    @Override
    public void start() throws IOException {
        int inside = FreePort.next();
        Path settings = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(settings.resolve("config.xml"), """
                <hivemq>
                  <listeners>%s</listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(listener.formatted(inside)));
        EmbeddedHiveMQBuilder builder = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(settings)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withoutLoggingBootstrap();
        extension.ifPresent(builder::withEmbeddedExtension);
        EmbeddedHiveMQ started = builder.build();
        started.start().orTimeout(START_WAIT_S, TimeUnit.SECONDS).join();
        server = started;
        door = new Door(door == null ? FreePort.next() : door.port(), inside);
    }

    @Override
    public void kill() {
        door().close();
        EmbeddedHiveMQ running = server;
        server = null;
        if (running != null) {
            var _ = running.stop();
        }
    }

    @Override
    public void freeze() {
        door().freeze();
    }

    @Override
    public void thaw() {
        door().thaw();
    }

    private Door door() {
        return Objects.requireNonNull(door, "it was never started");
    }

    private static String tcp() {
        return "<tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>";
    }

    private static String tls(Path folder, TlsFiles own) throws IOException {
        X509Certificate authority = PemUtils.loadCertificate(own.ca()).getFirst();
        Certificate[] certificate = PemUtils.loadCertificate(own.certificate()).toArray(Certificate[]::new);
        PrivateKey key = PemUtils.loadPrivateKey(own.key());
        Path keys = folder.resolve("hivemq-keys");
        Path trusted = folder.resolve("hivemq-trusted");
        try {
            store(keys, store -> store.setKeyEntry("own", key, PASSWORD.toCharArray(), certificate));
            store(trusted, store -> store.setCertificateEntry("hall", authority));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return """
                <tls-tcp-listener><port>%%d</port><bind-address>127.0.0.1</bind-address><tls>
                  <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
                  <truststore><path>%s</path><password>%s</password></truststore>
                  <client-authentication-mode>REQUIRED</client-authentication-mode>
                </tls></tls-tcp-listener>
                """.formatted(keys, PASSWORD, PASSWORD, trusted, PASSWORD);
    }

    private interface Filling {
        void into(KeyStore store) throws GeneralSecurityException;
    }

    private static void store(Path file, Filling filling) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        filling.into(store);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static EmbeddedExtension gate(SimpleAuthenticator authenticator) {
        return EmbeddedExtension.builder()
                .withId("gate")
                .withName("gate")
                .withVersion("1")
                .withPriority(0)
                .withStartPriority(1)
                .withExtensionMain(new ExtensionMain() {
                    @Override
                    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                        Services.securityRegistry().setAuthenticatorProvider(_ -> authenticator);
                    }

                    @Override
                    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}
                })
                .build();
    }
}

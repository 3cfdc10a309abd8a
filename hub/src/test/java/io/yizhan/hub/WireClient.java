package io.yizhan.hub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import nl.altindag.ssl.pem.util.PemUtils;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** Somebody at the broker who keeps no rule of ours: writes and reads anywhere, under any name. */
final class WireClient implements AutoCloseable, MqttCallback {

    private static final long WAIT_MS = 5_000;

    private final MqttAsyncClient client;

    /** What arrived, as {@code topic payload}. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private WireClient(MqttAsyncClient client) {
        this.client = client;
    }

    /** @param credential the path of a certificate and key without {@code .crt} and {@code .key}; null has none */
    static WireClient connect(int port, String clientId, Path ca, @Nullable Path credential) throws Exception {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(5);
        options.setSocketFactory(sockets(ca, credential));
        options.setHttpsHostnameVerificationEnabled(true);
        WireClient client =
                new WireClient(new MqttAsyncClient("ssl://127.0.0.1:" + port, clientId, new MemoryPersistence()));
        client.client.setCallback(client);
        try {
            client.client.connect(options).waitForCompletion(WAIT_MS);
        } catch (MqttException e) {
            client.client.close(true);
            throw e;
        }
        return client;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** Returns when the broker has granted it; a refused subscription looks granted, too. */
    void listen(String filter) throws MqttException {
        client.subscribe(filter, 1).waitForCompletion(WAIT_MS);
    }

    /** Publishes with QoS 1; the broker's reason code: 0 or 16 (nobody listens) is well, from 128 it is refused. */
    int say(String topic, String payload) throws MqttException {
        return say(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    int say(String topic, byte[] payload) throws MqttException {
        IMqttToken token = client.publish(topic, new MqttMessage(payload, 1, false, null));
        token.waitForCompletion(WAIT_MS);
        return token.getReasonCodes()[0];
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(WAIT_MS);
        }
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    static SSLSocketFactory sockets(Path ca, @Nullable Path credential) throws Exception {
        KeyManager[] identity = credential == null
                ? null
                : new KeyManager[] {PemUtils.loadIdentityMaterial(with(credential, ".crt"), with(credential, ".key"))};
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(identity, new TrustManager[] {PemUtils.loadTrustMaterial(ca)}, null);
        return tls.getSocketFactory();
    }

    private static Path with(Path credential, String ending) {
        return credential.resolveSibling(credential.getFileName() + ending);
    }
}

package hall;

import io.yizhan.protocol.link.NoDelaySockets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import nl.altindag.ssl.SSLFactory;
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

/**
 * What the broker alone takes for a request and its answer: a message out and back, and out and back again, with
 * nobody at the other end who thinks. A device may read nothing of its own but its status, so that is what goes
 * round.
 */
public final class Echo implements AutoCloseable {

    private static final int CONNECT_MS = 5_000;

    private final MqttAsyncClient client;
    private final SynchronousQueue<String> heard = new SynchronousQueue<>();
    private final String topic;
    private final List<Double> roundTripsMs = new ArrayList<>();
    private final UUID connection = UUID.randomUUID();

    /** @param bundle what "hub device add" made for a device that nothing else uses */
    public Echo(String host, int port, String hall, String device, Path bundle)
            throws MqttException, InterruptedException {
        topic = "yizhan/1/" + hall + "/" + device + "/up/status";
        client = new MqttAsyncClient("ssl://" + host + ":" + port, device, new MemoryPersistence());
        client.setCallback(new Hears());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(NoDelaySockets.over(sockets(bundle)));
        options.setHttpsHostnameVerificationEnabled(
                false); // the factory trusts the hall's own authority, and nobody else
        client.connect(options).waitForCompletion(CONNECT_MS);
        client.subscribe(topic, 1).waitForCompletion(CONNECT_MS);
    }

    /** One request and one answer, as bare as can be; its time is kept. */
    public void once() throws MqttException, InterruptedException {
        long start = System.nanoTime();
        if (leg() && leg()) {
            roundTripsMs.add((System.nanoTime() - start) / 1e6);
        }
    }

    public List<Double> roundTripsMs() {
        return roundTripsMs;
    }

    private boolean leg() throws MqttException, InterruptedException {
        String status = "{\"online\":true,\"connection\":\"" + connection + "\"}";
        client.publish(topic, status.getBytes(StandardCharsets.UTF_8), 1, false);
        return heard.poll(CONNECT_MS, TimeUnit.MILLISECONDS) != null;
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(500, 500, false);
        client.close(true);
    }

    private static SSLSocketFactory sockets(Path bundle) {
        SSLContext context = SSLFactory.builder()
                .withIdentityMaterial(
                        PemUtils.loadIdentityMaterial(bundle.resolve("device.crt"), bundle.resolve("device.key")))
                .withTrustMaterial(PemUtils.loadTrustMaterial(bundle.resolve("ca.crt")))
                .build()
                .getSslContext();
        return context.getSocketFactory();
    }

    private final class Hears implements MqttCallback {

        @Override
        public void messageArrived(String from, MqttMessage message) throws InterruptedException {
            var _ = heard.offer(from, 100, TimeUnit.MILLISECONDS);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String server) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}

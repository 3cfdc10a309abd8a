package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.ConnectionId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from CONNECT to its end; a new one is made for the next. Its methods are called on the link's
 * thread. What Paho calls back only enqueues: a synchronous call from there deadlocks, and an exception there is
 * swallowed.
 */
final class PahoConnection {

    /**
     * Arrived messages that wait for the link's thread; at the limit the connection is cut, so that nothing is lost
     * unseen.
     */
    static final int ARRIVED_MAX = 256;

    /** TCP, TLS and CONNACK. */
    private static final int CONNECT_WAIT_S = 5;

    /** What the broker may take to grant subscriptions. */
    private static final Duration SUBSCRIBE_WAIT = Duration.ofSeconds(5);

    /** What the broker may take to hear a goodbye, and Paho to end. */
    private static final Duration END_WAIT = Duration.ofSeconds(1);

    /** The largest payload and what stands around it. */
    private static final long PACKET_BYTES_MAX = Message.BYTES_MAX + 64 * 1024L;

    private static final int QOS = 1;
    private static final int NOBODY_SUBSCRIBES = 16;
    private static final int REFUSALS_FROM = 128;

    private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);

    private final ConnectionId id;
    private final MqttAsyncClient client;
    private final Consumer<LinkEvent> events;
    private final MachineClock clock;
    private final AtomicInteger arrived = new AtomicInteger();
    private int inFlightMax = MqttLink.IN_FLIGHT_MAX; // only for the link's thread

    private PahoConnection(ConnectionId id, MqttAsyncClient client, Consumer<LinkEvent> events, MachineClock clock) {
        this.id = id;
        this.client = client;
        this.events = events;
        this.clock = clock;
    }

    /** Connects and subscribes; takes at most about {@value #CONNECT_WAIT_S} s twice. */
    static PahoConnection open(
            LinkSettings settings, ConnectionId id, Message will, Consumer<LinkEvent> events, MachineClock clock)
            throws NoConnectionException {
        TlsFiles tls = settings.tls();
        SocketFactory sockets = tls == null ? NoDelaySockets.plain() : NoDelaySockets.over(tls.sockets());
        MqttAsyncClient client = null;
        try {
            String scheme = tls == null ? "tcp://" : "ssl://";
            client = new MqttAsyncClient(scheme + settings.address(), settings.clientId(), new MemoryPersistence());
            PahoConnection connection = new PahoConnection(id, client, events, clock);
            client.setCallback(connection.new Callback());
            IMqttToken welcome = client.connect(options(settings, sockets, will));
            welcome.waitForCompletion(Duration.ofSeconds(CONNECT_WAIT_S).toMillis());
            connection.inFlightMax = inFlightMax(welcome);
            subscribe(client, settings.subscriptions());
            return connection;
        } catch (MqttException e) {
            end(client);
            throw new NoConnectionException(ConnectFailure.explain(e, settings, clock), e);
        } catch (NoConnectionException e) {
            end(client);
            throw e;
        }
    }

    ConnectionId id() {
        return id;
    }

    /** How many messages may be without a receipt: what this broker takes, and no more than the link's own limit. */
    int inFlightMax() {
        return inFlightMax;
    }

    /** Hands a message to Paho, which sends it on its own thread; the answer comes as an event. */
    void send(LinkEvent.Wanted wanted) {
        try {
            Message message = wanted.message();
            client.publish(message.topic(), paho(message), null, new Answer(wanted));
        } catch (MqttException e) {
            events.accept(new LinkEvent.Answered(this, wanted, new Published.Failed("not sent: " + e.getMessage())));
        }
    }

    /** Says that an arrived message is dealt with. */
    void taken() {
        arrived.decrementAndGet();
    }

    /** Ends it with a goodbye: the broker publishes no will. */
    void leave() {
        try {
            client.disconnect(0).waitForCompletion(END_WAIT.toMillis());
        } catch (MqttException e) {
            LOG.atDebug().addKeyValue("why", e.getMessage()).log("the goodbye did not arrive");
        }
        end(client);
    }

    /** Ends it without a goodbye: the broker publishes the will. */
    void cut() {
        end(client);
    }

    private static void end(@Nullable MqttAsyncClient client) {
        if (client == null) {
            return;
        }
        try {
            client.disconnectForcibly(0, END_WAIT.toMillis(), false);
        } catch (MqttException alreadyDown) {
            LOG.atTrace().addKeyValue("why", alreadyDown.getMessage()).log("nothing to cut");
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("a connection could not be released");
        }
    }

    private static MqttConnectionOptions options(LinkSettings settings, SocketFactory sockets, Message will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false); // it never subscribes again
        options.setSocketFactory(sockets);
        options.setUserName(settings.clientId());
        options.setConnectionTimeout(CONNECT_WAIT_S);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setMaximumPacketSize(PACKET_BYTES_MAX);
        MqttMessage last = new MqttMessage(will.payload());
        last.setQos(QOS);
        last.setRetained(will.retained());
        options.setWill(will.topic(), last);
        return options;
    }

    /** The broker's receive maximum (MQTT 5, 3.2.2.3.3): Mosquitto says 20, HiveMQ 10; Paho refuses one more. */
    private static int inFlightMax(IMqttToken welcome) {
        MqttProperties properties = welcome.getResponseProperties();
        Integer broker = properties == null ? null : properties.getReceiveMaximum();
        return broker == null ? MqttLink.IN_FLIGHT_MAX : Math.min(MqttLink.IN_FLIGHT_MAX, broker);
    }

    private static void subscribe(MqttAsyncClient client, List<String> topics)
            throws MqttException, NoConnectionException {
        if (topics.isEmpty()) {
            return;
        }
        MqttSubscription[] filters =
                topics.stream().map(topic -> new MqttSubscription(topic, QOS)).toArray(MqttSubscription[]::new);
        IMqttToken granted = client.subscribe(filters);
        granted.waitForCompletion(SUBSCRIBE_WAIT.toMillis());
        int[] codes = granted.getReasonCodes();
        for (int i = 0; codes != null && i < codes.length; i++) {
            if (codes[i] >= REFUSALS_FROM) {
                throw new NoConnectionException(
                        "the broker refuses the subscription to " + topics.get(i) + " with code " + codes[i]
                                + ": look at its access list",
                        null);
            }
        }
    }

    private static MqttMessage paho(Message message) {
        MqttProperties properties = new MqttProperties();
        if (message.correlation() != null) {
            properties.setCorrelationData(message.correlation().getBytes(UTF_8));
        }
        if (message.expiry() != null) {
            properties.setMessageExpiryInterval(message.expiry().toSeconds());
        }
        return new MqttMessage(message.payload(), QOS, message.retained(), properties);
    }

    private Received received(String topic, MqttMessage message, long arrivedMs) {
        MqttProperties properties = message.getProperties();
        byte[] correlation = properties == null ? null : properties.getCorrelationData();
        Long expiry = properties == null ? null : properties.getMessageExpiryInterval();
        return new Received(
                topic,
                message.getPayload(),
                message.isRetained(),
                correlation == null ? null : new String(correlation, UTF_8),
                expiry == null ? null : Duration.ofSeconds(expiry),
                arrivedMs);
    }

    /** The broker's receipt for one message. */
    private final class Answer implements MqttActionListener {

        private final LinkEvent.Wanted wanted;

        Answer(LinkEvent.Wanted wanted) {
            this.wanted = wanted;
        }

        /** Paho calls a refusal a success: the code tells. */
        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            int code = codes == null || codes.length == 0 ? 0 : codes[0];
            Published outcome = code >= REFUSALS_FROM
                    ? new Published.Refused(code)
                    : new Published.Delivered(code != NOBODY_SUBSCRIBES);
            events.accept(new LinkEvent.Answered(PahoConnection.this, wanted, outcome));
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            String reason = "no receipt: " + cause.getMessage();
            events.accept(new LinkEvent.Answered(PahoConnection.this, wanted, new Published.Failed(reason)));
        }
    }

    private final class Callback implements MqttCallback {

        private boolean overflown;

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            long arrivedMs = clock.upMs();
            if (overflown) {
                return;
            }
            if (arrived.incrementAndGet() > ARRIVED_MAX) {
                overflown = true;
                events.accept(new LinkEvent.Lost(
                        PahoConnection.this,
                        ARRIVED_MAX + " messages wait to be taken: what receives them is too slow or stuck",
                        false));
                return;
            }
            events.accept(new LinkEvent.Arrived(PahoConnection.this, received(topic, message, arrivedMs)));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            events.accept(new LinkEvent.Lost(
                    PahoConnection.this, ConnectFailure.explain(response), ConnectFailure.takenOver(response)));
        }

        @Override
        public void mqttErrorOccurred(MqttException e) {
            LOG.atDebug().addKeyValue("why", e.getMessage()).log("Paho reports an error");
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // each message has its own Answer
        }

        @Override
        public void connectComplete(boolean reconnect, String address) {
            // open() waits for it
        }

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {
            // nothing here uses enhanced authentication
        }
    }
}

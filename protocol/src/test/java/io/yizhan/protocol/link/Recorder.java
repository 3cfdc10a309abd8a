package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.ConnectionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An owner that only writes down what it is told. */
class Recorder implements LinkOwner {

    static final MachineClock CLOCK = new MachineClock() {
        @Override
        public BootId boot() {
            return new BootId("00000000-0000-4000-8000-00000000000a");
        }

        @Override
        public long upMs() {
            return 12_345;
        }

        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public ClockTrust trust() {
            return ClockTrust.SYNCED;
        }
    };

    final List<ConnectionId> connections = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<Received> messages = new CopyOnWriteArrayList<>();

    @Override
    public Message will(ConnectionId connection) {
        return Message.of("will/of/reader", connection.text().getBytes(UTF_8));
    }

    @Override
    public void connected(ConnectionId connection) {
        connections.add(connection);
    }

    @Override
    public void disconnected(String reason) {
        reasons.add(reason);
    }

    @Override
    public void takenOver() {}

    @Override
    public void received(Received message) {
        messages.add(message);
    }

    /** What was received, as {@code topic payload}. */
    List<String> heard() {
        return messages.stream()
                .map(message -> message.topic() + " " + new String(message.payload(), UTF_8))
                .toList();
    }
}

package bench;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All readers ship full journals at once, as PROTOCOL has it: a hello, its answer, then four batches on their way at most, until
 * everything is acknowledged.
 */
final class Drain {

    private static final int GREETED_MINUTES_MAX = 2;
    private static final int MINUTES_MAX = 20;

    private Drain() {}

    /** @return acknowledged entries a second, of all together */
    static double run(BenchHall hall, int entriesEach) throws InterruptedException {
        List<DeviceId> devices = hall.readers();
        CountDownLatch greeted = new CountDownLatch(devices.size());
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch drained = new CountDownLatch(devices.size());
        List<Reader> readers = new ArrayList<>();
        for (DeviceId device : devices) {
            readers.add(new Reader(hall, device, new FullJournal(entriesEach), greeted, start, drained));
        }
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(GREETED_MINUTES_MAX);
        while (!greeted.await(1, TimeUnit.SECONDS)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        greeted.getCount() + " of " + devices.size() + " readers were never answered");
            }
            readers.forEach(Reader::helloAgain);
        }
        long began = System.nanoTime();
        start.countDown();
        if (!drained.await(MINUTES_MAX, TimeUnit.MINUTES)) {
            throw new IllegalStateException(drained.getCount() + " journals were not drained in " + MINUTES_MAX + " min");
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        readers.forEach(Reader::close);
        return devices.size() * (double) entriesEach / seconds;
    }

    /** One reader; what it does, it does on its link's thread. */
    private static final class Reader implements LinkOwner {

        private final DeviceId device;
        private final FullJournal journal;
        private final CountDownLatch greeted;
        private final CountDownLatch start;
        private final CountDownLatch drained;
        private final CompletableFuture<MqttLink> link = new CompletableFuture<>();
        private int next = 1;
        private int onTheirWay;
        private volatile boolean answered;

        Reader(
                BenchHall hall,
                DeviceId device,
                FullJournal journal,
                CountDownLatch greeted,
                CountDownLatch start,
                CountDownLatch drained) {
            this.device = device;
            this.journal = journal;
            this.greeted = greeted;
            this.start = start;
            this.drained = drained;
            LinkSettings settings = LinkSettings.of(
                    "127.0.0.1",
                    hall.mqttPort(),
                    device.text(),
                    hall.tls(device),
                    List.of(BenchHall.TOPICS.down(device, Topics.Down.ACK)));
            link.complete(MqttLink.open(settings, this, BenchHall.CLOCK));
        }

        void close() {
            link.join().close();
        }

        @Override
        public Message will(ConnectionId connection) {
            return Message.retained(BenchHall.TOPICS.up(device, Topics.Up.STATUS), gone(connection));
        }

        @Override
        public void connected(ConnectionId connection) {
            ship(journal.hello());
        }

        /** The hub may have come to the broker after the first one. */
        void helloAgain() {
            if (!answered) {
                ship(journal.hello());
            }
        }

        @Override
        public void disconnected(String reason) {
            System.err.println(device + " lost its connection: " + reason);
        }

        @Override
        public void takenOver() {}

        @Override
        public void received(Received message) {
            Ack ack;
            try {
                ack = Json.read(message.payload(), Ack.class);
            } catch (UnreadableException e) {
                throw new IllegalStateException("the hub's ack cannot be read", e);
            }
            Heard heard = new Heard(ack.boot(), ack.up(), message.arrivedMs());
            if (ack.from() == journal.entries() + 1L) {
                if (!answered) {
                    answered = true;
                    greeted.countDown();
                    Thread.ofVirtual().start(() -> begin(heard));
                }
                return;
            }
            onTheirWay--;
            if (ack.verdict() != Verdict.APPLIED && ack.verdict() != Verdict.REPEAT) {
                throw new IllegalStateException("the hub said " + ack);
            }
            if (ack.through() == journal.entries()) {
                drained.countDown();
            } else {
                fill(heard);
            }
        }

        private void begin(Heard heard) {
            try {
                start.await();
                fill(heard);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void fill(Heard heard) {
            while (onTheirWay < Batch.UNACKNOWLEDGED_MAX && next <= journal.entries()) {
                Batch batch = journal.batch(next, heard);
                next = Math.toIntExact(batch.through()) + 1;
                onTheirWay++;
                ship(batch);
            }
        }

        private void ship(Batch batch) {
            link.join().send(Message.of(BenchHall.TOPICS.up(device, Topics.Up.JOURNAL), batch.write()));
        }

        private static byte[] gone(ConnectionId connection) {
            return ("{\"online\":false,\"connection\":\"" + connection + "\"}").getBytes(StandardCharsets.UTF_8);
        }
    }
}

package bench;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A device gone mad: full batches of lines that cannot be read and, every other time, bytes that are no batch at all, a batch
 * for each answer, whatever it says, so that four are always on their way.
 */
final class Garbage implements AutoCloseable, LinkOwner {

    private static final int LINE_BYTES = 230;
    private static final int ANSWER_SECONDS_MAX = 5;

    private final DeviceId device = new DeviceId(BenchHall.STRANGER);
    private final MqttLink link;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final Semaphore window = new Semaphore(0);
    private volatile boolean closed;

    Garbage(BenchHall hall) {
        List<String> acks = List.of(BenchHall.TOPICS.down(device, Topics.Down.ACK));
        LinkSettings settings =
                LinkSettings.of("127.0.0.1", hall.mqttPort(), device.text(), hall.tls(device), acks);
        link = MqttLink.open(settings, this, BenchHall.CLOCK);
        thread = Thread.ofPlatform().name("garbage").start(this::rage);
    }

    /** Messages so far. */
    long sent() {
        return sent.get();
    }

    private void rage() {
        byte[] lines = lines();
        byte[] noise = new byte[Batch.BYTES_MAX];
        new Random(1).nextBytes(noise);
        for (long n = 0; !closed; n++) {
            try {
                if (!window.tryAcquire(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                    window.release(Batch.UNACKNOWLEDGED_MAX - 1); // dropped by somebody: as a terminal, it sends again
                }
            } catch (InterruptedException e) {
                return;
            }
            link.send(Message.of(BenchHall.TOPICS.up(device, Topics.Up.JOURNAL), n % 2 == 0 ? lines : noise));
            sent.incrementAndGet();
        }
    }

    private static byte[] lines() {
        Random random = new Random(2);
        JournalId journal = JournalId.of(UUID.randomUUID());
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < Batch.ENTRIES_MAX; i++) {
            StringBuilder line = new StringBuilder("{\"v\":1,\"type\":");
            while (line.length() < LINE_BYTES) {
                line.append((char) ('!' + random.nextInt(90)));
            }
            lines.add(line.toString().getBytes(StandardCharsets.US_ASCII));
        }
        Header header = new Header(
                journal, 1, Chain.start(journal), 1, lines.size(), BenchHall.CLOCK.boot(), BenchHall.CLOCK.upMs(), null);
        return new Batch(header, lines).write();
    }

    @Override
    public Message will(ConnectionId connection) {
        return Message.retained(
                BenchHall.TOPICS.up(device, Topics.Up.STATUS),
                ("{\"online\":false,\"connection\":\"" + connection + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void connected(ConnectionId connection) {
        window.release(Batch.UNACKNOWLEDGED_MAX);
    }

    @Override
    public void disconnected(String reason) {
        System.err.println(device + " lost its connection: " + reason);
    }

    @Override
    public void takenOver() {}

    @Override
    public void received(Received message) {
        window.release();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
        link.close();
    }
}

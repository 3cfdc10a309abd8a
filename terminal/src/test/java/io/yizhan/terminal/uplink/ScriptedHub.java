package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.terminal.clock.HandClock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A hub's side of one terminal's wire: keeps the lines and answers as the protocol's table says, but for what the test
 * has scripted; a scripted answer takes nothing in.
 */
final class ScriptedHub implements LinkOwner, AutoCloseable {

    static final StoreId STORE = new StoreId("00000000-0000-4000-8000-0000000000cc");
    private static final BootId BOOT = new BootId("00000000-0000-4000-8000-0000000000bb");
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T08:00:00+08:00");

    /** One terminal's journal as this hub has it. */
    static final class Copy {
        final List<byte[]> lines = new ArrayList<>();
        final List<Hash> hashes = new ArrayList<>();

        long through() {
            return lines.size();
        }
    }

    private final Topics topics;
    private final DeviceId device;
    private final MqttLink link;
    private final Map<JournalId, Copy> copies = new HashMap<>();
    private final Queue<Verdict> script = new ArrayDeque<>();
    final List<Header> hellos = new CopyOnWriteArrayList<>();
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    final List<DeviceStatus> statuses = new CopyOnWriteArrayList<>();
    final List<Received> others = new CopyOnWriteArrayList<>();
    private long epoch = 1;
    private boolean mute;
    private @Nullable ConnectionId connection;

    ScriptedHub(Broker broker, Topics topics, DeviceId device) {
        this.topics = topics;
        this.device = device;
        List<String> subscriptions = List.of(
                topics.everyUp(Topics.Up.JOURNAL),
                topics.everyUp(Topics.Up.STATUS),
                topics.everyUp(Topics.Up.REQUEST),
                topics.everyUp(Topics.Up.REPLY));
        this.link = MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), "hub", null, subscriptions), this, new HandClock());
    }

    /** The next answers; then the table again. */
    synchronized void script(Verdict... verdicts) {
        script.addAll(List.of(verdicts));
    }

    /** Takes nothing in and answers nothing. */
    synchronized void mute(boolean silent) {
        mute = silent;
    }

    /** As after a restore of an older backup. */
    synchronized void restore(JournalId journal, int through) {
        Copy copy = copy(journal);
        copy.lines.subList(through, copy.lines.size()).clear();
        copy.hashes.subList(through, copy.hashes.size()).clear();
        epoch++;
    }

    /** As if another card had written this journal's entries. */
    synchronized void alter(JournalId journal) {
        Copy copy = copy(journal);
        Hash other = Chain.next(Chain.start(journal), new byte[] {1});
        copy.hashes.replaceAll(hash -> other);
    }

    synchronized long through(JournalId journal) {
        return copy(journal).through();
    }

    synchronized List<Line<Fact>> lines(JournalId journal) throws UnreadableException {
        List<Line<Fact>> lines = new ArrayList<>();
        for (byte[] line : copy(journal).lines) {
            lines.add(LineFormat.ofTerminals().read(line));
        }
        return lines;
    }

    /** Tells everybody that this hub is there, with a connection that nobody knows yet. */
    void appear() {
        connection = ConnectionId.of(UUID.randomUUID());
        online(true, connection);
    }

    void online(boolean there, ConnectionId of) {
        send(Message.retained(
                topics.all(Topics.All.HUB), Json.write(new HubStatus(there, of, AT, "1.0.0", STORE, epoch))));
    }

    ConnectionId connectionShown() {
        return java.util.Objects.requireNonNull(connection);
    }

    void send(Message message) {
        var published = link.publish(message);
        try {
            published.get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void command(byte[] json, @Nullable String correlation, Duration expiry) {
        send(new Message(topics.down(device, Topics.Down.COMMAND), json, false, correlation, expiry));
    }

    boolean isUp() {
        return link.connection().isPresent();
    }

    @Override
    public Message will(ConnectionId id) {
        return Message.retained(
                topics.all(Topics.All.HUB), Json.write(new HubStatus(false, id, null, null, null, null)));
    }

    @Override
    public void connected(ConnectionId id) {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public void takenOver() {}

    @Override
    public synchronized void received(Received message) {
        try {
            if (message.topic().endsWith("/up/journal")) {
                journal(Batch.read(message.payload()));
            } else if (message.topic().endsWith("/up/status")) {
                statuses.add(Json.read(message.payload(), DeviceStatus.class));
            } else {
                others.add(message);
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private void journal(Batch batch) {
        if (batch.isHello()) {
            hellos.add(batch.header());
        } else {
            batches.add(batch);
        }
        if (mute) {
            return;
        }
        Copy copy = copy(batch.header().journal());
        Verdict scripted = script.poll();
        Verdict verdict = scripted == null ? verdict(batch, copy) : scripted;
        boolean refused = verdict == Verdict.REFUSED;
        JournalId journal = batch.header().journal();
        Ack ack = new Ack(
                refused ? null : journal,
                refused ? null : Long.valueOf(batch.header().from()),
                refused ? null : Long.valueOf(copy.through()),
                refused ? null : hash(journal, copy, copy.through()),
                verdict,
                STORE,
                epoch,
                BOOT,
                9_000,
                AT,
                verdict == Verdict.BUSY ? 50 : null);
        var _ = link.publish(Message.of(topics.down(device, Topics.Down.ACK), Json.write(ack)));
    }

    private static Verdict verdict(Batch batch, Copy copy) {
        Header header = batch.header();
        if (header.from() <= copy.through() + 1
                && !header.prev().equals(hash(header.journal(), copy, header.from() - 1))) {
            return Verdict.FORKED;
        }
        if (header.last() < copy.through()) {
            return Verdict.FORKED;
        }
        if (header.from() > copy.through() + 1) {
            return Verdict.GAP;
        }
        if (batch.through() <= copy.through()) {
            return Verdict.REPEAT;
        }
        for (long seq = copy.through() + 1; seq <= batch.through(); seq++) {
            byte[] line = batch.lines().get((int) (seq - header.from()));
            copy.hashes.add(Chain.next(hash(header.journal(), copy, seq - 1), line));
            copy.lines.add(line);
        }
        return Verdict.APPLIED;
    }

    private static Hash hash(JournalId journal, Copy copy, long seq) {
        return seq == 0 ? Chain.start(journal) : copy.hashes.get((int) seq - 1);
    }

    private Copy copy(JournalId journal) {
        return copies.computeIfAbsent(journal, id -> new Copy());
    }
}

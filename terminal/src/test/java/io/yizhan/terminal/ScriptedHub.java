package io.yizhan.terminal;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.link.TlsFiles;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the wire, as far as stations need it: acknowledges batches and keeps their facts, says what it is told to
 * say, answers {@code call-next} by a script. It speaks through a real broker, and has no rules of its own.
 */
final class ScriptedHub implements LinkOwner, AutoCloseable {

    static final HallId HALL = new HallId("demo");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final JournalId NO_JOURNAL = new JournalId("00000000-0000-7000-8000-000000000000");
    private static final Duration EXPIRY = Duration.ofSeconds(5);

    /** Every fact of the terminal that was acknowledged, in order. */
    final List<Fact> facts = new CopyOnWriteArrayList<>();

    final List<CallNext> asked = new CopyOnWriteArrayList<>();
    final List<Reply> replies = new CopyOnWriteArrayList<>();
    final List<DeviceStatus> statuses = new CopyOnWriteArrayList<>();
    volatile Function<CallNext, @Nullable Answer> answers = _ -> Answer.refused(Answer.Code.NOBODY_WAITING, "现在没有人等候");
    volatile @Nullable JournalId journal;

    private final Topics topics = new Topics(HALL);
    private final LinuxClock clock = new LinuxClock(LinuxClock.BOOT_ID, true);
    private final StoreId store = new StoreId("00000000-0000-4000-8000-000000000005");
    private final LinkedBlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
    private final DeviceId device;
    private final MqttLink link;
    private final Thread thread;
    private volatile @Nullable String newestRequest;
    private Hash through = Chain.start(NO_JOURNAL);
    private long throughSeq;

    ScriptedHub(String host, int port, TlsFiles tls, DeviceId device) {
        this.device = device;
        this.link = MqttLink.open(
                LinkSettings.of(
                        host,
                        port,
                        "hub",
                        tls,
                        List.of(
                                topics.up(device, Topics.Up.JOURNAL),
                                topics.up(device, Topics.Up.STATUS),
                                topics.up(device, Topics.Up.REQUEST),
                                topics.up(device, Topics.Up.REPLY))),
                this,
                clock);
        this.thread = Thread.ofPlatform().daemon().name("scripted hub").start(this::work);
    }

    static OffsetDateTime now() {
        return OffsetDateTime.now(ZONE);
    }

    boolean isUp() {
        return link.connection().isPresent();
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void config(DeviceConfig config) {
        link.send(Message.retained(topics.down(device, Topics.Down.CONFIG), Json.write(config)));
    }

    void services(Services services) {
        link.send(Message.retained(topics.all(Topics.All.SERVICES), Json.write(services)));
    }

    void queue(QueueState queue) {
        link.send(Message.retained(topics.all(Topics.All.QUEUE), Json.write(queue)));
    }

    void calls(Calls.Call... calls) {
        link.send(Message.retained(topics.all(Topics.All.CALLS), Json.write(new Calls(now(), List.of(calls)))));
    }

    void order(Command command) {
        link.send(Message.expiring(
                topics.down(device, Topics.Down.COMMAND),
                Json.write(command),
                command.command().text(),
                EXPIRY));
    }

    /** Answers the newest request, however late. */
    void answer(Answer answer) {
        link.send(Message.expiring(
                topics.down(device, Topics.Down.RESPONSE),
                Json.write(answer),
                Objects.requireNonNull(newestRequest),
                EXPIRY));
    }

    /** As its last will would say it. */
    void sayOffline() {
        link.connection().ifPresent(connection -> status(connection, false));
    }

    @Override
    public Message will(ConnectionId connection) {
        return Message.retained(
                topics.all(Topics.All.HUB), Json.write(new HubStatus(false, connection, null, null, null, null)));
    }

    @Override
    public void connected(ConnectionId connection) {
        status(connection, true);
    }

    @Override
    public void disconnected(String reason) {}

    @Override
    public void takenOver() {}

    @Override
    public void received(Received message) {
        inbox.add(message);
    }

    @Override
    public void close() {
        thread.interrupt();
        link.close();
    }

    private void status(ConnectionId connection, boolean online) {
        link.send(Message.retained(
                topics.all(Topics.All.HUB), Json.write(new HubStatus(online, connection, now(), "test", store, 1L))));
    }

    private void work() {
        try {
            while (true) {
                Received message = inbox.take();
                switch (topics.sender(message.topic()).orElseThrow().channel()) {
                    case JOURNAL -> batch(Batch.read(message.payload()));
                    case STATUS -> statuses.add(Json.read(message.payload(), DeviceStatus.class));
                    case REPLY -> replies.add(Json.read(message.payload(), Reply.class));
                    case REQUEST -> request(message);
                    case VAULT -> throw new IllegalStateException("a vault's message from " + device);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (UnreadableException e) {
            throw new IllegalStateException("a terminal sent what cannot be read", e);
        }
    }

    private void batch(Batch batch) throws UnreadableException {
        Header header = batch.header();
        if (!header.journal().equals(journal)) {
            journal = header.journal();
            through = Chain.start(header.journal());
            throughSeq = 0;
        }
        Verdict verdict = batch.isHello() || header.from() + batch.lines().size() <= throughSeq + 1
                ? Verdict.REPEAT
                : Verdict.APPLIED;
        if (header.from() > throughSeq + 1) {
            verdict = Verdict.GAP;
        } else {
            for (byte[] line :
                    batch.lines().stream().skip(throughSeq + 1 - header.from()).toList()) {
                through = Chain.next(through, line);
                throughSeq++;
                facts.add(LineFormat.ofTerminals().read(line).fact());
            }
        }
        Ack ack = new Ack(
                header.journal(),
                header.from(),
                throughSeq,
                through,
                verdict,
                store,
                1,
                clock.boot(),
                clock.upMs(),
                now(),
                null);
        link.send(Message.of(topics.down(device, Topics.Down.ACK), Json.write(ack)));
    }

    private void request(Received message) throws UnreadableException {
        CallNext request = (CallNext) Json.read(message.payload(), Request.class);
        newestRequest = Objects.requireNonNull(message.correlation());
        asked.add(request);
        Answer answer = answers.apply(request);
        if (answer != null) {
            answer(answer);
        }
    }
}

package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real vault's answers to a hub that says what the test wants. No broker has a part in them, so one will do. */
class VaultStationTest implements LinkOwner {

    private static final Topics TOPICS = new Topics(WiredHub.HALL);
    private static final StoreId STORE = StoreId.of(UUID.randomUUID());
    private static final JournalId JOURNAL = JournalId.of(UUID.randomUUID());
    private static final byte[] LINE = "{\"entry\":1}".getBytes(StandardCharsets.UTF_8);

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private final List<Ack> acks = new CopyOnWriteArrayList<>();
    private Broker broker;
    private MqttLink hub;
    private VaultTerminal terminal;

    @BeforeEach
    void a_hub_and_a_vault() throws Exception {
        broker = Broker.Kind.MOSQUITTO.open(folder);
        hub = MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), "hub", null, List.of(TOPICS.everyUp(Topics.Up.VAULT))),
                this,
                WiredHub.MACHINE);
        await().until(() -> hub.connection().isPresent());
        terminal = new VaultTerminal(folder.resolve("pi-7"), broker, RecoveryKey.random(new SecureRandom()));
    }

    @AfterEach
    void close() throws Exception {
        terminal.close();
        hub.close();
        broker.close();
    }

    @Test
    void what_an_older_copy_of_the_hub_sends_is_refused_and_nothing_of_it_is_kept() throws Exception {
        isOfEpoch(2);
        awaitAnswer(hello(0), Verdict.REPEAT);
        isOfEpoch(1);
        Ack refused = awaitAnswer(hello(0), Verdict.REFUSED);
        assertThat(refused.journal()).isNull();
        assertThat(refused.epoch()).isEqualTo(2);

        assertThat(awaitAnswer(entry(), Verdict.REFUSED).through()).isNull();
        assertThat(segments()).isEmpty();

        isOfEpoch(2);
        awaitAnswer(hello(0), Verdict.REPEAT);
        assertThat(awaitAnswer(entry(), Verdict.APPLIED).through()).isEqualTo(1);
        assertThat(segments()).hasSize(1);
    }

    @Test
    void a_fault_of_its_disk_ends_with_the_hello_that_finds_nothing_missing() throws Exception {
        isOfEpoch(1);
        awaitAnswer(hello(0), Verdict.REPEAT);
        awaitAnswer(entry(), Verdict.APPLIED);
        terminal.kill();
        Path place = terminal.vault().resolve(STORE.text());
        Path away = Files.move(place, folder.resolve("away"));
        Files.writeString(place, "no folder");
        terminal.start();

        Ack busy = awaitAnswer(hello(1), Verdict.BUSY);
        assertThat(busy.journal()).as("not even what it holds can be read").isNull();
        assertThat(busy.through()).isNull();
        assertThat(busy.retryMs()).isNotNull();
        assertThat(terminal.faults()).containsExactly("vault-broken");

        Files.delete(place);
        Files.move(away, place);
        awaitAnswer(hello(1), Verdict.REPEAT);
        assertThat(terminal.faults()).isEmpty();
    }

    private void isOfEpoch(long epoch) {
        HubStatus status = new HubStatus(true, ConnectionId.of(UUID.randomUUID()), null, "1.0.0", STORE, epoch);
        hub.send(Message.retained(TOPICS.all(Topics.All.HUB), Json.write(status)));
    }

    private static Batch hello(long last) {
        return new Batch(header(last + 1, last), List.of());
    }

    private static Batch entry() {
        return new Batch(header(1, 1), List.of(LINE));
    }

    private static Header header(long from, long last) {
        var start = Chain.start(JOURNAL);
        return new Header(
                JOURNAL,
                from,
                from == 1 ? start : Chain.next(start, LINE),
                1,
                last,
                WiredHub.MACHINE.boot(),
                WiredHub.MACHINE.upMs(),
                null);
    }

    /** Sends it until it is answered so: what the vault had heard of the hub may be a moment old, or nothing yet. */
    private Ack awaitAnswer(Batch batch, Verdict verdict) {
        await().until(() -> {
            int before = acks.size();
            hub.send(Message.of(TOPICS.down(VaultTerminal.DEVICE, Topics.Down.VAULT), batch.write()));
            try {
                await().atMost(ANSWER_WAIT).until(() -> acks.size() > before);
            } catch (ConditionTimeoutException unheard) {
                return false;
            }
            return acks.getLast().verdict() == verdict;
        });
        return acks.getLast();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> all = Files.walk(terminal.vault())) {
            return all.filter(file -> file.toString().endsWith(Segment.ENDING)).toList();
        }
    }

    @Override
    public Message will(ConnectionId connection) {
        return Message.of("will", new byte[0]);
    }

    @Override
    public void connected(ConnectionId connection) {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public void takenOver() {}

    @Override
    public void received(Received message) {
        try {
            acks.add(Json.read(message.payload(), Ack.class));
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }
}

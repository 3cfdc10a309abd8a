package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import io.yizhan.protocol.link.Received;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an order counts, and how long it is known again. */
class OrderMemoryTest implements Outlet {

    private static final CommandId ID = new CommandId("00000000-0000-4000-8000-00000000000c");

    @TempDir
    Path folder;

    private final HandClock machine = new HandClock();
    private final HallClock clock = machine.hall();
    private final List<Reply> replies = new ArrayList<>();
    private final List<CommandId> carriedOut = new ArrayList<>();
    private Journal journal;
    private OrderDesk desk;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder.resolve("journal.db"), "100000003d1d1c36", clock);
        begin();
    }

    private void begin() throws JournalException {
        desk = new OrderDesk(journal, clock, Wired.settings("127.0.0.1", 1), this);
        desk.register(TestPrint.class, (order, path) -> {
            carriedOut.add(order.command());
            path.done();
        });
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    @Test
    void an_order_is_known_again_for_24_hours_and_no_millisecond_longer() {
        hubIsHeard();
        order(ID, null);
        machine.pass(OrderMemory.REMEMBERED);
        order(another(), null); // whatever comes, what is too old is forgotten then

        order(ID, null);
        assertThat(carriedOut).containsOnlyOnce(ID);
        assertThat(replies.getLast().command()).isEqualTo(ID);

        machine.pass(Duration.ofMillis(1));
        order(another(), null);
        order(ID, null);
        assertThat(carriedOut.stream().filter(ID::equals)).hasSize(2);
    }

    @Test
    void by_our_own_clock_no_order_is_forgotten_and_its_24_hours_begin_when_the_hub_is_heard() throws Exception {
        order(ID, null);
        machine.pass(OrderMemory.REMEMBERED.multipliedBy(1_000)); // as a clock that is set right after a start
        order(another(), null);
        order(ID, null);
        assertThat(carriedOut).containsOnlyOnce(ID);

        hubIsHeard();
        order(another(), null);
        machine.pass(OrderMemory.REMEMBERED);
        begin(); // what is known of it stands in the journal
        order(another(), null);
        order(ID, null);
        assertThat(carriedOut).containsOnlyOnce(ID);

        machine.pass(Duration.ofMillis(1));
        order(another(), null);
        order(ID, null);
        assertThat(carriedOut.stream().filter(ID::equals)).hasSize(2);
    }

    @Test
    void an_order_past_the_most_that_are_remembered_ends_as_busy_until_older_ones_are_forgotten() throws Exception {
        hubIsHeard();
        remember(OrderMemory.REMEMBERED_MAX - 1);
        order(another(), null);
        assertThat(carriedOut).hasSize(1);
        long before = journal.last();

        order(ID, null);

        assertThat(carriedOut).hasSize(1);
        assertThat(replies.getLast()).isEqualTo(new Reply(ID, Reply.Step.FAILED, "busy", null));
        assertThat(LineFormat.ofTerminals()
                        .read(journal.read(before + 1, 1, Batch.BYTES_MAX).getFirst())
                        .fact())
                .isEqualTo(new CommandDone(ID, CommandDone.Outcome.FAILED));
        machine.pass(OrderMemory.REMEMBERED.plusMillis(1));
        order(ID, null);
        assertThat(carriedOut).hasSize(2).contains(ID);
    }

    private void remember(int orders) throws JournalException {
        long nowMs = clock.now().toInstant().toEpochMilli();
        Note[] notes = new Note[orders];
        for (int i = 0; i < orders; i++) {
            CommandId id = another();
            Reply done = new Reply(id, Reply.Step.DONE, null, null);
            notes[i] = new Note(
                    OrderMemory.NOTE_PREFIX + id,
                    new String(Json.write(new OrderMemory.Order(nowMs, done)), StandardCharsets.UTF_8));
        }
        journal.remember(notes);
        begin();
    }

    @Test
    void an_order_that_cannot_be_written_down_is_not_carried_out_and_ends_as_busy() throws Exception {
        journal.close();

        order(ID, null);

        assertThat(carriedOut).isEmpty();
        assertThat(replies).containsExactly(new Reply(ID, Reply.Step.FAILED, "busy", null));
    }

    @Test
    void without_an_expiry_or_with_one_of_0_an_order_counts_for_5_s() {
        for (@Nullable Duration none : new Duration[] {null, Duration.ZERO}) {
            carriedOut.clear();
            late(none, Duration.ofSeconds(5));
            assertThat(carriedOut).hasSize(1);

            late(none, Duration.ofMillis(5_001));
            assertThat(carriedOut).hasSize(1);
            assertThat(replies.getLast().code()).isEqualTo("expired");
        }
    }

    /** One that lay that long in our own queue. */
    private void late(@Nullable Duration expiry, Duration waited) {
        CommandId id = another();
        TestPrint order = new TestPrint(id, clock.now());
        long arrivedMs = clock.upMs();
        machine.pass(waited);
        desk.received(new Received("down/command", Json.write(order), false, id.text(), expiry, arrivedMs));
    }

    /** Its clock shows what ours does. */
    private void hubIsHeard() {
        StoreId store = new StoreId("00000000-0000-4000-8000-000000000057");
        clock.heard(
                new Ack(null, null, null, null, Verdict.REFUSED, store, 1, HandClock.BOOT, 1, clock.now(), null),
                clock.upMs());
    }

    private static CommandId another() {
        return new CommandId(UUID.randomUUID().toString());
    }

    private void order(CommandId id, @Nullable Duration expiry) {
        TestPrint order = new TestPrint(id, clock.now());
        desk.received(new Received("down/command", Json.write(order), false, id.text(), expiry, clock.upMs()));
    }

    @Override
    public CompletableFuture<Published> publish(Message message) {
        throw new IllegalStateException("an order is answered by sending");
    }

    @Override
    public void publish(Message message, Consumer<Published> told) {
        throw new IllegalStateException("an order is answered by sending");
    }

    @Override
    public void send(Message message) {
        try {
            replies.add(Json.read(message.payload(), Reply.class));
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }
}

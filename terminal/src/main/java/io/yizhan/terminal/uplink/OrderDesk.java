package io.yizhan.terminal.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's orders: each carried out at most once, never late, and answered again when it comes again. An order is
 * written down before it is begun; one that a power cut interrupted ends as {@code interrupted}. Received on the
 * uplink's thread; replies come from any.
 */
final class OrderDesk implements Orders {

    /** An order without an expiry, or with one of 0, has this one. */
    static final Duration EXPIRY = Duration.ofSeconds(5);

    /** How long an order is known again. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    /** What is known of orders at one time; the hub of one hall sends tens a day. */
    static final int REMEMBERED_MAX = 10_000;

    private static final Duration REPLY_EXPIRY = Duration.ofSeconds(60);

    /** The protocol's words for why not. */
    private static final String EXPIRED = "expired";

    private static final String UNKNOWN_OP = "unknown-op";
    private static final String BAD_REQUEST = "bad-request";
    private static final String NOT_YOURS = "not-yours";
    private static final String INTERRUPTED = "interrupted";
    private static final String BUG = "bug";

    private static final String NOTE_PREFIX = "uplink/order/";
    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

    private final Journal journal;
    private final HallClock clock;
    private final Outlet outlet;
    private final String replyTopic;
    private final Map<Class<? extends Command>, OrderHandler<Command>> handlers = new HashMap<>();
    private final Map<CommandId, Order> orders = new ConcurrentHashMap<>();
    private long uncorrelated;

    /**
     * An order as it is remembered.
     *
     * @param atMs when it came, by the hub's clock as far as it was known, milliseconds since 1970
     * @param reply how it ended; null while it hasn't
     */
    record Order(long atMs, @Nullable Reply reply) {}

    OrderDesk(Journal journal, HallClock clock, UplinkSettings settings, Outlet outlet) throws JournalException {
        this.journal = journal;
        this.clock = clock;
        this.outlet = outlet;
        this.replyTopic = settings.topics().up(settings.device(), Topics.Up.REPLY);
        for (var note : journal.notes(NOTE_PREFIX).entrySet()) {
            try {
                CommandId id = new CommandId(note.getKey().substring(NOTE_PREFIX.length()));
                orders.put(id, Json.read(note.getValue().getBytes(UTF_8), Order.class));
            } catch (UnreadableException e) {
                LOG.atWarn()
                        .addKeyValue("note", note.getKey())
                        .addKeyValue("why", e.getMessage())
                        .log("not read");
            }
        }
    }

    @Override
    public <C extends Command> void register(Class<C> kind, OrderHandler<? super C> handler) {
        if (handlers.put(kind, (command, replies) -> handler.carryOut(kind.cast(command), replies)) != null) {
            throw new IllegalArgumentException("two stations would carry out " + Json.wireName(kind));
        }
    }

    /** Ends what was begun before this start and never ended. */
    void endInterrupted() {
        orders.forEach((id, order) -> {
            if (order.reply() == null) {
                end(id, new Reply(id, Reply.Step.FAILED, INTERRUPTED, null), true);
            }
        });
    }

    void received(Received message) {
        Optional<CommandId> id = id(message);
        if (id.isEmpty()) {
            uncorrelated++;
            LOG.atWarn().addKeyValue("count", uncorrelated).log("an order without a name of its own is ignored");
            return;
        }
        Order known = orders.get(id.get());
        if (known != null) {
            if (known.reply() != null) {
                send(known.reply());
            }
            return;
        }
        begin(id.get(), message);
    }

    private void begin(CommandId id, Received message) {
        forgetOld();
        if (orders.size() >= REMEMBERED_MAX) {
            LOG.atError().addKeyValue("orders", orders.size()).log("too many orders in a day: this one is not taken");
            return;
        }
        orders.put(id, new Order(clock.byHub().toInstant().toEpochMilli(), null));
        Command command;
        try {
            command = Json.read(message.payload(), Command.class);
        } catch (UnreadableException e) {
            LOG.atWarn()
                    .addKeyValue("order", id)
                    .addKeyValue("why", e.getMessage())
                    .log("an order cannot be read");
            end(id, new Reply(id, Reply.Step.FAILED, e.unknownName() ? UNKNOWN_OP : BAD_REQUEST, null), true);
            return;
        }
        OrderHandler<Command> handler = handlers.get(command.getClass());
        if (!command.command().equals(id)) {
            end(id, new Reply(id, Reply.Step.FAILED, BAD_REQUEST, null), true);
        } else if (isExpired(command, message)) {
            end(id, new Reply(id, Reply.Step.FAILED, EXPIRED, null), true);
        } else if (handler == null) {
            end(id, new Reply(id, Reply.Step.FAILED, NOT_YOURS, null), true);
        } else if (isWrittenDown(id)) {
            LOG.atInfo()
                    .addKeyValue("order", id)
                    .addKeyValue("op", Json.wireName(command.getClass()))
                    .log("carried out");
            carryOut(command, handler, new Path(id));
        }
    }

    /** A station's bug ends its order, not the uplink. */
    private static void carryOut(Command command, OrderHandler<Command> handler, Path replies) {
        try {
            handler.carryOut(command, replies);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("order", command.command())
                    .setCause(e)
                    .log("a bug: an order was not carried out");
            replies.failed(BUG);
        }
    }

    /** By the hub's clock where it was heard, and in any case by how long it has waited here. */
    private boolean isExpired(Command command, Received message) {
        Duration expiry = message.expiry();
        long expiryMs = (expiry == null || expiry.isZero() ? EXPIRY : expiry).toMillis();
        long waitedMs = clock.upMs() - message.arrivedMs();
        long ageMs = clock.hubNow()
                .map(now -> Duration.between(command.at(), now).toMillis())
                .orElse(0L);
        return Math.max(waitedMs, ageMs) > expiryMs;
    }

    private boolean isWrittenDown(CommandId id) {
        try {
            journal.remember(note(id, orders.get(id)));
            return true;
        } catch (JournalException e) {
            LOG.atError()
                    .addKeyValue("order", id)
                    .setCause(e)
                    .log("an order is not carried out: it cannot be remembered");
            orders.remove(id);
            return false;
        }
    }

    /** Only the first end of an order counts. */
    private void end(CommandId id, Reply reply, boolean tellInJournal) {
        Order begun = orders.get(id);
        Order ended = new Order(begun == null ? clock.byHub().toInstant().toEpochMilli() : begun.atMs(), reply);
        if (begun == null || begun.reply() != null || !orders.replace(id, begun, ended)) {
            return;
        }
        // A template rests nowhere on our disk: who asks again after a restart is told of the end without it.
        Note note = note(id, new Order(ended.atMs(), new Reply(id, reply.step(), reply.code(), null)));
        try {
            if (tellInJournal) {
                boolean done = reply.step() == Reply.Step.DONE;
                journal.append(new CommandDone(id, done ? CommandDone.Outcome.DONE : CommandDone.Outcome.FAILED), note);
            } else {
                journal.remember(note);
            }
        } catch (JournalException e) {
            LOG.atError().addKeyValue("order", id).setCause(e).log("an order's end is not recorded");
        }
        send(reply);
    }

    private void send(Reply reply) {
        outlet.send(
                Message.expiring(replyTopic, Json.write(reply), reply.command().text(), REPLY_EXPIRY));
    }

    private void forgetOld() {
        long oldest = clock.byHub().toInstant().toEpochMilli() - REMEMBERED.toMillis();
        Note[] forgotten = orders.entrySet().stream()
                .filter(order ->
                        order.getValue().atMs() < oldest && order.getValue().reply() != null)
                .map(order -> Note.forget(NOTE_PREFIX + order.getKey()))
                .toArray(Note[]::new);
        if (forgotten.length == 0) {
            return;
        }
        try {
            journal.remember(forgotten);
            orders.values().removeIf(order -> order.atMs() < oldest && order.reply() != null);
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("old orders are not forgotten");
        }
    }

    private static Note note(CommandId id, @Nullable Order order) {
        return new Note(NOTE_PREFIX + id, order == null ? null : new String(Json.write(order), UTF_8));
    }

    private static Optional<CommandId> id(Received message) {
        try {
            return Optional.ofNullable(message.correlation()).map(CommandId::new);
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    private final class Path implements ReplyPath {

        private final CommandId id;

        Path(CommandId id) {
            this.id = id;
        }

        @Override
        public void step(Reply.Step step) {
            if (step.ends()) {
                throw new IllegalArgumentException(step + " ends an order: say done or failed");
            }
            Order order = orders.get(id);
            if (order != null && order.reply() == null) {
                send(new Reply(id, step, null, null));
            }
        }

        @Override
        public void done() {
            end(id, new Reply(id, Reply.Step.DONE, null, null), true);
        }

        @Override
        public void doneAsRecorded() {
            end(id, new Reply(id, Reply.Step.DONE, null, null), false);
        }

        @Override
        public void doneWithTemplate(String template) {
            end(id, new Reply(id, Reply.Step.DONE, null, template), false);
        }

        @Override
        public void failed(String code) {
            end(id, new Reply(id, Reply.Step.FAILED, code, null), true);
        }
    }
}

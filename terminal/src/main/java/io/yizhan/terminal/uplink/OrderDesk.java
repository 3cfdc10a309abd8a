package io.yizhan.terminal.uplink;

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

    private static final Duration REPLY_EXPIRY = Duration.ofSeconds(60);

    /** The protocol's words for why not. */
    private static final String EXPIRED = "expired";

    private static final String UNKNOWN_OP = "unknown-op";
    private static final String BAD_REQUEST = "bad-request";
    private static final String NOT_YOURS = "not-yours";
    private static final String INTERRUPTED = "interrupted";
    private static final String BUG = "bug";
    private static final String BUSY = "busy";

    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

    private final Journal journal;
    private final HallClock clock;
    private final Outlet outlet;
    private final String replyTopic;
    private final Map<Class<? extends Command>, OrderHandler<Command>> handlers = new HashMap<>();
    private final OrderMemory memory;
    private long uncorrelated;

    OrderDesk(Journal journal, HallClock clock, UplinkSettings settings, Outlet outlet) throws JournalException {
        this.journal = journal;
        this.clock = clock;
        this.outlet = outlet;
        this.replyTopic = settings.topics().up(settings.device(), Topics.Up.REPLY);
        this.memory = new OrderMemory(journal, clock);
    }

    @Override
    public <C extends Command> void register(Class<C> kind, OrderHandler<? super C> handler) {
        if (handlers.put(kind, (command, replies) -> handler.carryOut(kind.cast(command), replies)) != null) {
            throw new IllegalArgumentException("two stations would carry out " + Json.wireName(kind));
        }
    }

    /** Ends what was begun before this start and never ended. */
    void endInterrupted() {
        memory.open().forEach(id -> end(id, new Reply(id, Reply.Step.FAILED, INTERRUPTED, null), true));
    }

    void received(Received message) {
        Optional<CommandId> id = id(message);
        if (id.isEmpty()) {
            uncorrelated++;
            LOG.atWarn().addKeyValue("count", uncorrelated).log("an order without a name of its own is ignored");
            return;
        }
        Optional<OrderMemory.Order> known = memory.find(id.get());
        if (known.isEmpty()) {
            begin(id.get(), message);
        } else if (known.get().reply() != null) {
            send(known.get().reply());
        }
    }

    private void begin(CommandId id, Received message) {
        if (memory.isFull()) {
            LOG.atError().addKeyValue("order", id).log("too many orders in a day: this one is not taken");
            refuse(id);
            return;
        }
        Note begun = memory.begin(id);
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
        } else if (isWrittenDown(id, begun)) {
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

    /**
     * By the hub's clock where it was heard, and in any case by how long it has waited here. What it lay at a broker is
     * off its expiry already, and nothing tells how much that was: it counts twice rather than never.
     */
    private boolean isExpired(Command command, Received message) {
        Duration expiry = message.expiry();
        long expiryMs = (expiry == null || expiry.isZero() ? EXPIRY : expiry).toMillis();
        long waitedMs = clock.upMs() - message.arrivedMs();
        long ageMs = clock.hubNow()
                .map(now -> Duration.between(command.at(), now).toMillis())
                .orElse(0L);
        return Math.max(waitedMs, ageMs) > expiryMs;
    }

    private boolean isWrittenDown(CommandId id, Note begun) {
        try {
            journal.remember(begun);
            return true;
        } catch (JournalException e) {
            LOG.atError()
                    .addKeyValue("order", id)
                    .setCause(e)
                    .log("an order is not carried out: it cannot be remembered");
            memory.drop(id);
            send(new Reply(id, Reply.Step.FAILED, BUSY, null));
            return false;
        }
    }

    /** One that is not even remembered: when it comes again it is looked at anew. */
    private void refuse(CommandId id) {
        try {
            journal.append(new CommandDone(id, CommandDone.Outcome.FAILED));
        } catch (JournalException e) {
            LOG.atError().addKeyValue("order", id).setCause(e).log("an order's end is not recorded");
        }
        send(new Reply(id, Reply.Step.FAILED, BUSY, null));
    }

    /** Only the first end of an order counts. */
    private void end(CommandId id, Reply reply, boolean tellInJournal) {
        Optional<Note> ended = memory.end(id, reply);
        if (ended.isEmpty()) {
            return;
        }
        try {
            if (tellInJournal) {
                boolean done = reply.step() == Reply.Step.DONE;
                journal.append(
                        new CommandDone(id, done ? CommandDone.Outcome.DONE : CommandDone.Outcome.FAILED), ended.get());
            } else {
                journal.remember(ended.get());
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
            if (memory.find(id).filter(order -> order.reply() == null).isPresent()) {
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

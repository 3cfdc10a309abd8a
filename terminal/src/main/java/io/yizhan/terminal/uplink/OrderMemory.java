package io.yizhan.terminal.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the hub's orders came, and how each ended: known again for 24 hours of the hub's clock, also after a restart
 * by what the desk writes down of it. For any thread.
 */
final class OrderMemory {

    /** How long an order is known again. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    /** What is known of orders at one time, a further one is not taken; the hub of one hall sends tens a day. */
    static final int REMEMBERED_MAX = 10_000;

    /** Under an order's id below this it is written down. */
    static final String NOTE_PREFIX = "uplink/order/";

    private static final Logger LOG = LoggerFactory.getLogger(OrderMemory.class);

    private final Journal journal;
    private final HallClock clock;
    private final Map<CommandId, Order> orders = new ConcurrentHashMap<>();

    /**
     * An order as it is remembered.
     *
     * @param atMs when it came, by the hub's clock, milliseconds since 1970; null where that was not known yet
     * @param reply how it ended; null while it hasn't
     */
    record Order(@Nullable Long atMs, @Nullable Reply reply) {

        /** A template rests nowhere on our disk: who asks again after a restart is told of the end without it. */
        private Note note(CommandId id) {
            Reply told = reply == null ? null : new Reply(reply.command(), reply.step(), reply.code(), null);
            return new Note(NOTE_PREFIX + id, new String(Json.write(new Order(atMs, told)), UTF_8));
        }
    }

    OrderMemory(Journal journal, HallClock clock) throws JournalException {
        this.journal = journal;
        this.clock = clock;
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

    Optional<Order> find(CommandId id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** Those that were begun and have not ended. */
    Set<CommandId> open() {
        Set<CommandId> open = new HashSet<>();
        orders.forEach((id, order) -> {
            if (order.reply() == null) {
                open.add(id);
            }
        });
        return open;
    }

    /** Forgets what is old enough for it. */
    boolean isFull() {
        forgetOld();
        return orders.size() >= REMEMBERED_MAX;
    }

    /** @return what is to be written down before it is carried out */
    Note begin(CommandId id) {
        Order order = new Order(hubMs(), null);
        orders.put(id, order);
        return order.note(id);
    }

    /** @return what is to be written down; empty for one that had ended, or that is not known */
    Optional<Note> end(CommandId id, Reply reply) {
        Order begun = orders.get(id);
        if (begun == null || begun.reply() != null) {
            return Optional.empty();
        }
        Order ended = new Order(begun.atMs(), reply);
        return orders.replace(id, begun, ended) ? Optional.of(ended.note(id)) : Optional.empty();
    }

    /** It was not begun after all. */
    void drop(CommandId id) {
        orders.remove(id);
    }

    /** By the hub's clock alone: ours may be years off, and what it forgot could be carried out again. */
    private void forgetOld() {
        Long nowMs = hubMs();
        if (nowMs == null) {
            return;
        }
        Map<CommandId, Order> dated = new HashMap<>();
        Set<CommandId> old = new HashSet<>();
        orders.forEach((id, order) -> {
            Long atMs = order.atMs();
            if (order.reply() == null) {
                return;
            }
            if (atMs == null) {
                dated.put(id, new Order(nowMs, order.reply())); // before the hub was heard: its 24 hours begin now
            } else if (atMs < nowMs - REMEMBERED.toMillis()) {
                old.add(id);
            }
        });
        if (dated.isEmpty() && old.isEmpty()) {
            return;
        }
        List<Note> notes = new ArrayList<>();
        dated.forEach((id, order) -> notes.add(order.note(id)));
        old.forEach(id -> notes.add(Note.forget(NOTE_PREFIX + id)));
        try {
            journal.remember(notes.toArray(Note[]::new));
            orders.putAll(dated);
            orders.keySet().removeAll(old);
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("old orders are not forgotten");
        }
    }

    private @Nullable Long hubMs() {
        return clock.hubNow().map(now -> now.toInstant().toEpochMilli()).orElse(null);
    }
}

package io.yizhan.hub.attendance.decision;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes decisions, each in one transaction: all of it, or nothing. For any thread. */
public final class Deciding {

    private final Book book;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public Deciding(Book book, ZoneId zone, InstantSource clock, Supplier<UUID> ids) {
        this.book = book;
        this.zone = zone;
        this.clock = clock;
        this.ids = ids;
    }

    /** What is decided, on the writer's thread. */
    @FunctionalInterface
    public interface Decision {

        /** @return the id of what was decided about */
        String decide(Tx tx) throws SQLException, NotDecidedException;
    }

    public Decided decide(Decision decision) {
        return book.database().writeAndWait(tx -> {
            List<String> id = new ArrayList<>();
            try {
                tx.<NotDecidedException>orNothing(() -> id.add(decision.decide(tx)));
            } catch (NotDecidedException e) {
                return e.refused();
            }
            return new Decided.Done(id.getFirst());
        });
    }

    /** Enters it in the hub's journal. */
    public void enter(Tx tx, HubFact fact) throws SQLException, NotDecidedException {
        try {
            book.decide(tx, fact);
        } catch (RuleBrokenException e) {
            throw new NotDecidedException(Why.RECORDS, String.valueOf(e.getMessage()));
        }
    }

    /** The hall's time of day. */
    public LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), zone);
    }

    public String newId() {
        return ids.get().toString();
    }
}

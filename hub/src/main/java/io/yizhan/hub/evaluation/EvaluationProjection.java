package io.yizhan.hub.evaluation;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.id.SessionId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rating sessions from the counters' journals. One service, one rating 一次一评: the first end of a session stands. */
public final class EvaluationProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS = List.of();

    private final ZoneId zone;

    public EvaluationProjection(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public List<String> tables() {
        return List.of("rating_session");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case RatingOpened opened -> open(tx, entry, opened);
            case RatingGiven given -> end(tx, entry, given.session(), RatingSession.Outcome.GIVEN, given.level(), null);
            case RatingMissed missed -> end(tx, entry, missed.session(), RatingSession.Outcome.MISSED, null, null);
            case RatingVoid ended -> end(tx, entry, ended.session(), RatingSession.Outcome.VOID, null, ended.reason());
            default -> {}
        }
    }

    private void open(Tx tx, Entry entry, RatingOpened opened) throws SQLException, RuleBrokenException {
        LocalDate day = LocalDate.ofInstant(entry.time().at(), zone);
        int added = tx.update(
                "INSERT INTO rating_session (session, device, opened_ms, day, month, call, counter, staff)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session) DO NOTHING",
                opened.session(),
                entry.device(),
                entry.time().at(),
                day,
                YearMonth.from(day).toString(),
                opened.call(),
                opened.counter(),
                opened.staff());
        if (added == 0) {
            throw new RuleBrokenException("session " + opened.session() + " was opened before: a session opens once");
        }
    }

    private static void end(
            Tx tx,
            Entry entry,
            SessionId session,
            RatingSession.Outcome outcome,
            @Nullable Integer level,
            @Nullable String reason)
            throws SQLException, RuleBrokenException {
        int ended = tx.update(
                "UPDATE rating_session SET outcome = ?, ended_ms = ?, level = ?, reason = ?"
                        + " WHERE session = ? AND device = ? AND outcome IS NULL",
                outcome,
                entry.time().at(),
                level,
                reason,
                session,
                entry.device());
        if (ended == 0) {
            throw new RuleBrokenException("session " + session + " of " + entry.device()
                    + " is not open: it was never opened there, or has ended; the first end counts");
        }
    }
}

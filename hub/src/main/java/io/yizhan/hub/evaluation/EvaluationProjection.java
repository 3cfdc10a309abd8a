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

/**
 * Rating sessions from the counters' journals. One service, one rating 一次一评: the first end of a session stands, and it
 * is in the journal that opened it. Only a counter whose card was changed ends a session of its old journal, as void;
 * that counts where the old journal says no end itself.
 */
public final class EvaluationProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS = List.of();

    private final ZoneId zone;

    public EvaluationProjection(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public List<String> tables() {
        return List.of("rating_session", "rating_end");
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

    @Override
    public void retime(Tx tx, Entry entry) throws SQLException {
        switch (entry.fact()) {
            case RatingOpened opened -> {
                LocalDate day = LocalDate.ofInstant(entry.time().at(), zone);
                tx.update(
                        "UPDATE rating_session SET opened_ms = ?, day = ?, month = ?, opened_earliest_ms = NULL,"
                                + " opened_latest_ms = NULL WHERE session = ? AND device = ? AND journal = ?",
                        entry.time().at(),
                        day,
                        YearMonth.from(day).toString(),
                        opened.session(),
                        entry.device(),
                        entry.journal());
            }
            case RatingGiven given -> ended(tx, entry, given.session());
            case RatingMissed missed -> ended(tx, entry, missed.session());
            case RatingVoid ended -> ended(tx, entry, ended.session());
            default -> {}
        }
    }

    private static void ended(Tx tx, Entry entry, SessionId session) throws SQLException {
        tx.update(
                "UPDATE rating_end SET at_ms = ?, earliest_ms = NULL, latest_ms = NULL"
                        + " WHERE session = ? AND device = ? AND journal = ?",
                entry.time().at(),
                session,
                entry.device(),
                entry.journal());
        conclude(tx, entry, session);
    }

    private void open(Tx tx, Entry entry, RatingOpened opened) throws SQLException, RuleBrokenException {
        if (isOpenedBy(tx, entry, opened.session())) {
            throw new RuleBrokenException("session " + opened.session() + " was opened before: a session opens once");
        }
        LocalDate day = LocalDate.ofInstant(entry.time().at(), zone);
        tx.update(
                "INSERT INTO rating_session (session, device, journal, opened_ms, day, month, call, counter, staff,"
                        + " opened_earliest_ms, opened_latest_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                opened.session(),
                entry.device(),
                entry.journal(),
                entry.time().at(),
                day,
                YearMonth.from(day).toString(),
                opened.call(),
                opened.counter(),
                opened.staff(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
        conclude(tx, entry, opened.session());
    }

    private static void end(
            Tx tx,
            Entry entry,
            SessionId session,
            RatingSession.Outcome outcome,
            @Nullable Integer level,
            @Nullable String reason)
            throws SQLException, RuleBrokenException {
        if (outcome != RatingSession.Outcome.VOID && !isOpenedBy(tx, entry, session)) {
            throw new RuleBrokenException("session " + session + " was never opened in this journal of "
                    + entry.device() + ": only where it was opened is it rated");
        }
        int added = tx.update(
                "INSERT INTO rating_end (session, device, journal, at_ms, earliest_ms, latest_ms, outcome, level, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session, device, journal) DO NOTHING",
                session,
                entry.device(),
                entry.journal(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                outcome,
                level,
                reason);
        if (added == 0) {
            throw new RuleBrokenException("session " + session + " of " + entry.device()
                    + " is not open: it has ended; the first end counts");
        }
        conclude(tx, entry, session);
    }

    private static boolean isOpenedBy(Tx tx, Entry entry, SessionId session) throws SQLException {
        return tx.number(
                        "SELECT count(*) FROM rating_session WHERE session = ? AND device = ? AND journal = ?",
                        session,
                        entry.device(),
                        entry.journal())
                > 0;
    }

    /** What the ends of a session come to, in whatever order they and its opening came. */
    private static void conclude(Tx tx, Entry entry, SessionId session) throws SQLException {
        tx.update(
                "UPDATE rating_session SET (outcome, ended_ms, ended_earliest_ms, ended_latest_ms, level, reason) ="
                        + " (SELECT e.outcome, e.at_ms, e.earliest_ms, e.latest_ms, e.level, e.reason FROM rating_end e WHERE e.session = rating_session.session"
                        + " AND e.device = rating_session.device"
                        + " ORDER BY CASE WHEN e.journal = rating_session.journal THEN 0 ELSE 1 END, e.at_ms, e.journal"
                        + " LIMIT 1) WHERE session = ? AND device = ?",
                session,
                entry.device());
    }
}

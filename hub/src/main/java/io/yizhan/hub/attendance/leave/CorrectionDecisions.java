package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.access.Role;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Deciding;
import io.yizhan.hub.attendance.decision.NotDecidedException;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is decided about corrections 补签. One of a month whose bulletin is published is possible: it becomes a proposed
 * amendment. Whether who decides may decide about this person at all, the caller has asked. For any thread.
 */
public final class CorrectionDecisions {

    /** Older than this nobody remembers. */
    private static final int DAYS_BACK_MAX = 366;

    private final Deciding deciding;

    public CorrectionDecisions(Deciding deciding) {
        this.deciding = deciding;
    }

    public Decided ask(CorrectionWish wish, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", wish.reason());
            Texts.require("evidence", wish.evidence());
            LocalDateTime at = wish.at().truncatedTo(ChronoUnit.MINUTES);
            LocalDateTime now = deciding.now();
            if (at.isAfter(now)) {
                throw new NotDecidedException(
                        Why.IN_FUTURE, at + " has not come yet: a correction is for a time that is over");
            }
            if (at.isBefore(now.minusDays(DAYS_BACK_MAX))) {
                throw new NotDecidedException(
                        Why.TOO_FAR,
                        at + " is more than " + DAYS_BACK_MAX + " days ago: look at the year",
                        DAYS_BACK_MAX);
            }
            AgencyId agency = Employment.agency(tx, wish.staff(), at.toLocalDate());
            if (Corrections.stands(tx, wish.staff(), at)) {
                throw new NotDecidedException(
                        Why.ASKED_TWICE,
                        "a correction of " + wish.staff() + " at " + at + " is asked for or granted already");
            }
            String id = deciding.newId();
            deciding.enter(
                    tx,
                    new CorrectionAsked(
                            id,
                            wish.staff(),
                            agency,
                            at,
                            wish.reason().strip(),
                            wish.evidence().strip(),
                            actor.account()));
            return id;
        });
    }

    public Decided grant(String id, Actor actor) {
        return deciding.decide(tx -> {
            check(tx, id, actor);
            deciding.enter(tx, new CorrectionGranted(id, actor.account()));
            return id;
        });
    }

    public Decided refuse(String id, String reason, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", reason);
            check(tx, id, actor);
            deciding.enter(tx, new CorrectionRefused(id, reason.strip(), actor.account()));
            return id;
        });
    }

    /** Why this one may not decide about this correction; empty when it may. */
    public static Optional<Why> objection(CorrectionRequest request, Actor actor) {
        if (actor.is(request.askedBy(), request.asker(), request.staff())) {
            return Optional.of(Why.OWN);
        }
        boolean its = actor.role() == Role.CENTRE_LEADER
                || (LeaveRule.office(actor.role()) != null && request.agency().equals(actor.agency()));
        return its ? Optional.empty() : Optional.of(Why.NOT_YOURS);
    }

    private static void check(Rows rows, String id, Actor actor) throws SQLException, NotDecidedException {
        CorrectionRequest request = Corrections.find(rows, id)
                .orElseThrow(() ->
                        new NotDecidedException(Why.UNKNOWN, "there is no correction " + id + ": look at the list"));
        if (request.state() != CorrectionRequest.State.ASKED) {
            throw new NotDecidedException(Why.DECIDED, "correction " + id + " is decided already: look at the list");
        }
        Optional<Why> objection = objection(request, actor);
        if (objection.isPresent()) {
            throw new NotDecidedException(
                    objection.get(),
                    "correction " + id
                            + (objection.get() == Why.OWN
                                    ? " is of your own time, or you asked for it: somebody else has to decide"
                                    : " is decided by the person's chief representative, or a leader in charge"));
        }
    }
}

package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Deciding;
import io.yizhan.hub.attendance.decision.NotDecidedException;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** What an admin decides about readers that were dead. For any thread. */
public final class WaiverDecisions {

    private final Deciding deciding;

    public WaiverDecisions(Deciding deciding) {
        this.deciding = deciding;
    }

    public Decided grant(WaiverWish wish, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", wish.reason());
            Texts.require("evidence", wish.evidence());
            LocalDateTime from = wish.from().truncatedTo(ChronoUnit.MINUTES);
            LocalDateTime to = wish.to().truncatedTo(ChronoUnit.MINUTES);
            checkTime(from, to);
            checkReader(tx, wish.device());
            String id = deciding.newId();
            deciding.enter(
                    tx,
                    new WaiverGranted(
                            id,
                            wish.device(),
                            from,
                            to,
                            wish.reason().strip(),
                            wish.evidence().strip(),
                            actor.account()));
            return id;
        });
    }

    public Decided withdraw(String id, String reason, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", reason);
            WaiverRecord record = Waivers.find(tx, id)
                    .orElseThrow(() ->
                            new NotDecidedException(Why.UNKNOWN, "there is no waiver " + id + ": look at the list"));
            if (!record.stands()) {
                throw new NotDecidedException(Why.DECIDED, "waiver " + id + " is withdrawn already");
            }
            deciding.enter(tx, new WaiverWithdrawn(id, reason.strip(), actor.account()));
            return id;
        });
    }

    private void checkTime(LocalDateTime from, LocalDateTime to) throws NotDecidedException {
        if (!from.isBefore(to)) {
            throw new NotDecidedException(
                    Why.ENDS_BEFORE, "the outage ends at " + to + ", not after its begin at " + from);
        }
        if (to.isAfter(deciding.now())) {
            throw new NotDecidedException(
                    Why.IN_FUTURE, to + " has not come yet: a waiver is for an outage that is over so far");
        }
        if (Duration.between(from, to).compareTo(WaiverGranted.LENGTH_MAX) > 0) {
            throw new NotDecidedException(
                    Why.TOO_LONG,
                    "the outage is longer than " + WaiverGranted.LENGTH_MAX.toDays() + " days: say it in parts",
                    WaiverGranted.LENGTH_MAX.toDays());
        }
    }

    /** It has a reader now, or somebody has punched or was to be enrolled there once. */
    private static void checkReader(Rows rows, DeviceId device) throws SQLException, NotDecidedException {
        long signs = rows.number(
                "SELECT EXISTS (SELECT 1 FROM station WHERE device = ? AND kind = ?)"
                        + " OR EXISTS (SELECT 1 FROM enrolment WHERE device = ?)"
                        + " OR EXISTS (SELECT 1 FROM punch WHERE device = ?)",
                device,
                StationKind.READER,
                device,
                device);
        if (signs == 0) {
            throw new NotDecidedException(
                    Why.NO_READER, device + " has no reader and never had one: choose one that has", device);
        }
    }
}

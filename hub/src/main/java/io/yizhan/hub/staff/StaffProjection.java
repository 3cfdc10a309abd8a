package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;

/** Agencies, careers, consents, wanted fingers and PINs from the hub's journal; what stands in readers from theirs. */
public final class StaffProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(
            AgencyAdded.class,
            AgencyRenamed.class,
            AgencyGone.class,
            StaffAdded.class,
            StaffMoved.class,
            StaffChanged.class,
            TenureCorrected.class,
            ChiefNamed.class,
            StandInNamed.class,
            StaffLeft.class,
            NeverCame.class,
            StaffReturned.class,
            ConsentGiven.class,
            ConsentWithdrawn.class,
            PinSet.class,
            PinErased.class,
            PinConfirmed.class,
            PinWithdrawn.class,
            EnrolmentWanted.class,
            EnrolmentWithdrawn.class);

    private final AgencyFold agencies;
    private final CareerFold careers;
    private final ArrivalFold arrivals;
    private final NamingFold namings;

    /** @param zone the hall's, in which its days begin */
    public StaffProjection(ZoneId zone) {
        HallDays days = new HallDays(zone);
        this.agencies = new AgencyFold(days);
        this.arrivals = new ArrivalFold(days);
        this.careers = new CareerFold(days, arrivals);
        this.namings = new NamingFold(days);
    }

    @Override
    public List<String> tables() {
        return List.of(
                "agency",
                "staff",
                "assignment",
                "particulars",
                "chief",
                "stand_in",
                "enrolment",
                "finger",
                "pin_span",
                "pin_place");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case AgencyAdded added -> agencies.add(tx, added);
            case AgencyRenamed renamed -> agencies.rename(tx, renamed);
            case AgencyGone gone -> agencies.go(tx, entry, gone);
            case StaffAdded added -> careers.add(tx, entry, added);
            case StaffMoved moved -> careers.move(tx, entry, moved);
            case StaffChanged changed -> careers.change(tx, entry, changed);
            case TenureCorrected corrected -> careers.correctTenure(tx, entry, corrected);
            case ChiefNamed named -> namings.chief(tx, entry, named);
            case StandInNamed named -> namings.standIn(tx, entry, named);
            case StaffLeft left -> careers.leave(tx, entry, left);
            case NeverCame never -> arrivals.neverCame(tx, entry, never);
            case StaffReturned returned -> careers.comeBack(tx, entry, returned);
            case ConsentGiven given -> consent(tx, entry, given);
            case ConsentWithdrawn withdrawn -> withdrawConsent(tx, withdrawn);
            case PinSet set -> PinFold.set(tx, entry, set);
            case PinErased erased -> PinFold.erase(tx, entry, erased);
            case PinConfirmed confirmed -> PinFold.confirm(tx, confirmed);
            case PinWithdrawn withdrawn -> PinFold.withdraw(tx, entry, withdrawn);
            case EnrolmentWanted wanted -> want(tx, entry, wanted);
            case EnrolmentWithdrawn withdrawn -> withdraw(tx, entry, withdrawn);
            case FingerEnrolled enrolled -> finger(tx, entry, enrolled.enrolment(), enrolled.position(), true);
            case FingerDeleted deleted -> finger(tx, entry, deleted.enrolment(), deleted.position(), false);
            default -> {}
        }
    }

    private static void consent(Tx tx, Entry entry, ConsentGiven given) throws SQLException, RuleBrokenException {
        int touched = tx.update(
                "UPDATE staff SET consent = ?, consent_ms = ?, consent_earliest_ms = ?, consent_latest_ms = ?"
                        + " WHERE staff = ? AND left_ms IS NULL",
                given.record(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                given.staff());
        if (touched == 0) {
            throw new RuleBrokenException(
                    StaffRule.NOBODY,
                    "nobody here has the staff number " + given.staff() + ": look at the list of staff",
                    given.staff());
        }
    }

    private static void withdrawConsent(Tx tx, ConsentWithdrawn withdrawn) throws SQLException, RuleBrokenException {
        int touched = tx.update(
                "UPDATE staff SET consent = NULL, consent_ms = NULL, consent_earliest_ms = NULL, consent_latest_ms ="
                        + " NULL WHERE staff = ? AND consent IS NOT NULL",
                withdrawn.staff());
        if (touched == 0) {
            throw new RuleBrokenException(
                    StaffRule.NO_CONSENT, "no consent of " + withdrawn.staff() + " is on record", withdrawn.staff());
        }
    }

    /**
     * Only what the hub's own journal knows is judged here; whether a reader let go of a position, {@link Enrolments}
     * asks.
     */
    private static void want(Tx tx, Entry entry, EnrolmentWanted wanted) throws SQLException, RuleBrokenException {
        checkPerson(tx, wanted);
        checkPlace(tx, wanted);
        EnrolmentId copyOf = wanted.copyOf();
        if (copyOf != null
                && tx.number(
                                "SELECT count(*) FROM enrolment WHERE enrolment = ? AND staff = ? AND copy_of IS NULL"
                                        + " AND device <> ?",
                                copyOf,
                                wanted.staff(),
                                wanted.device())
                        == 0) {
            throw new RuleBrokenException("there is no enrolment " + copyOf + " of " + wanted.staff()
                    + " at another reader, of which this could be a copy");
        }
        tx.update(
                "INSERT INTO enrolment (enrolment, staff, device, position, copy_of, wanted_ms, wanted_earliest_ms,"
                        + " wanted_latest_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                wanted.enrolment(),
                wanted.staff(),
                wanted.device(),
                wanted.position(),
                copyOf,
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
    }

    private static void checkPerson(Tx tx, EnrolmentWanted wanted) throws SQLException, RuleBrokenException {
        if (!isKnown(tx, wanted.staff())) {
            throw new RuleBrokenException("nobody has the staff number " + wanted.staff() + ": add the person first");
        }
        if (tx.number("SELECT count(*) FROM staff WHERE staff = ? AND consent IS NOT NULL", wanted.staff()) == 0) {
            throw new RuleBrokenException("no consent of " + wanted.staff()
                    + " is on record: record it before a finger is enrolled, or use a PIN");
        }
    }

    private static void checkPlace(Tx tx, EnrolmentWanted wanted) throws SQLException, RuleBrokenException {
        if (Devices.stations(tx, wanted.device()).stream().noneMatch(StationConfig.Reader.class::isInstance)) {
            throw new RuleBrokenException("device " + wanted.device() + " has no reader: choose one that has");
        }
        if (tx.number(
                        "SELECT count(*) FROM enrolment WHERE device = ? AND position = ? AND withdrawn_ms IS NULL",
                        wanted.device(),
                        wanted.position())
                > 0) {
            throw new RuleBrokenException(
                    "position " + wanted.position() + " of " + wanted.device() + " is another finger's");
        }
        if (tx.number("SELECT count(*) FROM enrolment WHERE enrolment = ?", wanted.enrolment()) > 0) {
            throw new RuleBrokenException(
                    "enrolment " + wanted.enrolment() + " was wanted before: each finger has an id of its own");
        }
    }

    private static void withdraw(Tx tx, Entry entry, EnrolmentWithdrawn withdrawn)
            throws SQLException, RuleBrokenException {
        int touched = tx.update(
                "UPDATE enrolment SET withdrawn_ms = ?, withdrawn_earliest_ms = ?, withdrawn_latest_ms = ?, reason = ?"
                        + " WHERE enrolment = ? AND withdrawn_ms IS NULL",
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                withdrawn.reason(),
                withdrawn.enrolment());
        if (touched == 0) {
            throw new RuleBrokenException(
                    "enrolment " + withdrawn.enrolment() + " is not wanted: it is unknown, or was withdrawn before");
        }
    }

    private static void finger(Tx tx, Entry entry, EnrolmentId enrolment, int position, boolean standing)
            throws SQLException {
        tx.update(
                "INSERT INTO finger (device, journal, enrolment, position, standing, at_ms, seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, journal, enrolment) DO UPDATE SET"
                        + " position = excluded.position, standing = excluded.standing, at_ms = excluded.at_ms,"
                        + " seq = excluded.seq WHERE excluded.seq > finger.seq",
                entry.device(),
                entry.journal(),
                enrolment,
                position,
                standing,
                entry.time().at(),
                entry.seq());
        if (standing) {
            tx.update(
                    "UPDATE finger SET enrolled_ms = ? WHERE device = ? AND journal = ? AND enrolment = ?"
                            + " AND (enrolled_ms IS NULL OR enrolled_ms > ?)",
                    entry.time().at(),
                    entry.device(),
                    entry.journal(),
                    enrolment,
                    entry.time().at());
        }
    }

    private static boolean isKnown(Tx tx, StaffId staff) throws SQLException {
        return tx.number("SELECT count(*) FROM staff WHERE staff = ?", staff) > 0;
    }
}

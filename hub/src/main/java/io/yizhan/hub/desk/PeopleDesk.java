package io.yizhan.hub.desk;

import io.yizhan.hub.attendance.Punches;
import io.yizhan.hub.attendance.leave.Corrections;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.staff.CareerFact;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.PersonFingers.Finger;
import io.yizhan.hub.staff.PinSet;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffRule;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an admin decides about people, and about what proves them: consent, PIN, fingers, leaving. Each gives the
 * rule that it breaks; empty when it was done. For any thread.
 */
public final class PeopleDesk {

    private final Book book;
    private final Pins pins;
    private final PersonFingers fingers;
    private final Deliveries deliveries;
    private final SecureRandom random;
    private final InstantSource clock;
    private final RegisterDesk register;

    public PeopleDesk(
            Book book, Deliveries.Secrets secrets, Deliveries deliveries, SecureRandom random, InstantSource clock) {
        this.book = book;
        this.pins = secrets.pins();
        this.fingers = secrets.fingers();
        this.deliveries = deliveries;
        this.random = random;
        this.clock = clock;
        this.register = new RegisterDesk(book, fingers, deliveries);
    }

    /** Agencies and people: coming, moving, changing, being named, returning. */
    public Optional<RuleBrokenException> record(CareerFact fact) {
        return decided(tx -> book.decide(tx, fact));
    }

    /** Their import from a file. */
    public RegisterDesk register() {
        return register;
    }

    /** @param record where the signed consent is on record; not blank */
    public Optional<RuleBrokenException> consent(StaffId staff, String record) {
        return decided(tx -> book.decide(tx, new ConsentGiven(staff, record)));
    }

    /** Erases the person's templates everywhere; the PIN stays. */
    public Optional<RuleBrokenException> withdrawConsent(StaffId staff, String by) {
        return decided(tx -> fingers.withdrawConsent(tx, book, staff, by));
    }

    /**
     * Gives the person this PIN, in the place of one that they may have.
     *
     * @param pin 4 to 8 digits; it is kept as a verifier alone, and nothing can show it again
     * @param by the account that sets it
     */
    public Optional<RuleBrokenException> setPin(StaffId staff, String pin, String by) {
        String verifier = PinVerifier.of(pin, random);
        return decided(tx -> {
            book.decide(tx, new PinSet(staff, by));
            pins.set(tx, staff, verifier, clock.instant());
        });
    }

    /** Removes a finger of this person from every reader, and erases its templates. */
    public Optional<RuleBrokenException> removeFinger(StaffId staff, EnrolmentId finger) {
        return decided(tx -> {
            Finger found = PersonFingers.of(tx, staff).stream()
                    .filter(each -> each.finger().equals(finger) && each.isWanted())
                    .findFirst()
                    .orElseThrow(() -> new RuleBrokenException(
                            StaffRule.FINGER_GONE,
                            staff + " has no finger " + finger + ": it was removed before, or is another person's",
                            staff));
            fingers.withdraw(tx, book, found, "removed");
        });
    }

    /** The person works here no longer: fingers and PIN are erased everywhere. */
    public Optional<RuleBrokenException> leave(StaffId staff, LocalDate lastDay, String by) {
        return decided(tx -> fingers.leave(tx, book, staff, lastDay, by));
    }

    /** The person was expected and has not come, which any work contradicts: nobody waits any more. */
    public Optional<RuleBrokenException> neverCame(StaffId staff, String by) {
        return decided(tx -> {
            if (Punches.hasPunched(tx, staff) || Corrections.hasGranted(tx, staff) || HallCalls.hasCalled(tx, staff)) {
                throw new RuleBrokenException(
                        StaffRule.HAS_COME,
                        staff
                                + " has come: there are punches, corrections or calls of this person; record the last day"
                                + " instead",
                        staff);
            }
            fingers.neverCame(tx, book, staff, by);
        });
    }

    @FunctionalInterface
    private interface Decision {
        void decide(Tx tx) throws SQLException, RuleBrokenException;
    }

    private Optional<RuleBrokenException> decided(Decision decision) {
        Optional<RuleBrokenException> refusal = book.database().writeAndWait(tx -> {
            try {
                tx.<RuleBrokenException>orNothing(() -> decision.decide(tx));
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
        if (refusal.isEmpty()) {
            deliveries.changed();
        }
        return refusal;
    }
}

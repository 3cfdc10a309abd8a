package io.yizhan.hub.staff;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fingers of a person, and what happens when they are wanted no longer: withdrawn at every reader, and their
 * templates erased by destroying the person's key. What is still wanted of this person's is sealed under a new key.
 */
public final class PersonFingers {

    private final PersonKeys keys;
    private final Supplier<UUID> ids;

    public PersonFingers(SecureRandom random, Supplier<UUID> ids) {
        this.keys = new PersonKeys(random);
        this.ids = ids;
    }

    /**
     * One finger, at all of its readers.
     *
     * @param kept whether a template of it is here, so that it can be brought to readers
     */
    public record Finger(EnrolmentId finger, boolean kept, List<Enrolment> places) {

        public Finger {
            places = List.copyOf(places);
        }

        /** Whether it should stand somewhere. */
        public boolean isWanted() {
            return places.stream().anyMatch(place -> place.withdrawn() == null);
        }

        /** Whether it never stood anywhere: nobody laid it down yet. */
        public boolean isUntried() {
            return !kept && places.stream().allMatch(place -> place.word() == Enrolment.Word.NONE);
        }

        /** Whether a reader has to say yet that it is gone. */
        public boolean isAwaited() {
            return places.stream().anyMatch(place -> place.stage() == Enrolment.Stage.DELETING);
        }

        /** Those places at which it should stand. */
        public List<Enrolment> wantedAt() {
            return places.stream().filter(place -> place.withdrawn() == null).toList();
        }
    }

    /** All that were ever wanted, the oldest first. */
    public static List<Finger> of(Rows rows, StaffId staff) throws SQLException {
        Map<EnrolmentId, List<Enrolment>> places = new LinkedHashMap<>();
        for (Enrolment enrolment : Enrolments.of(rows, staff).reversed()) {
            places.computeIfAbsent(enrolment.finger(), _ -> new ArrayList<>()).add(enrolment);
        }
        List<EnrolmentId> kept = Templates.kept(rows, staff);
        return places.entrySet().stream()
                .map(finger -> new Finger(finger.getKey(), kept.contains(finger.getKey()), finger.getValue()))
                .toList();
    }

    /** Wants this finger nowhere, and erases its templates. */
    public void withdraw(Tx tx, Book book, Finger finger, String reason) throws SQLException, RuleBrokenException {
        for (Enrolment place : finger.wantedAt()) {
            book.decide(tx, new EnrolmentWithdrawn(place.enrolment(), reason));
        }
        eraseUnwanted(tx, book);
    }

    /** Wants no finger of this person any more. */
    public void withdrawConsent(Tx tx, Book book, StaffId staff, String by) throws SQLException, RuleBrokenException {
        book.decide(tx, new ConsentWithdrawn(staff, by));
        withdrawAll(tx, book, staff, "consent withdrawn");
    }

    /**
     * Wants nothing of this person's any more: no finger, no PIN.
     *
     * @param lastDay null for today
     */
    public void leave(Tx tx, Book book, StaffId staff, @Nullable LocalDate lastDay, String by)
            throws SQLException, RuleBrokenException {
        book.decide(tx, new StaffLeft(staff, lastDay, by));
        withdrawAll(tx, book, staff, "left");
    }

    /** Wants nothing any more of somebody who was expected and has not come. */
    public void neverCame(Tx tx, Book book, StaffId staff, String by) throws SQLException, RuleBrokenException {
        book.decide(tx, new NeverCame(staff, by));
        withdrawAll(tx, book, staff, "never came");
    }

    private void withdrawAll(Tx tx, Book book, StaffId staff, String reason) throws SQLException, RuleBrokenException {
        for (Enrolment place : Enrolments.of(tx, staff)) {
            if (place.withdrawn() == null) {
                book.decide(tx, new EnrolmentWithdrawn(place.enrolment(), reason));
            }
        }
        eraseUnwanted(tx, book);
    }

    /** Whether {@link #eraseUnwanted} has something to do, as after a backup has brought back what was erased. */
    public static boolean unwantedIsHere(Rows rows) throws SQLException {
        return !unwanted(rows).isEmpty() || !leftWithSecrets(rows).isEmpty();
    }

    /** Erases what the records want no longer. */
    public void eraseUnwanted(Tx tx, Book book) throws SQLException {
        for (StaffId staff : leftWithSecrets(tx)) {
            keys.destroy(tx, staff);
            tx.update("DELETE FROM template WHERE staff = ?", staff);
            Pins.erase(tx, staff, ids);
            if (tx.number("SELECT count(*) FROM pin_span WHERE staff = ? AND to_ms IS NULL", staff) > 0) {
                book.record(tx, new PinErased(staff, "left"));
            }
        }
        for (StaffId staff : unwanted(tx)) {
            tx.update(
                    "DELETE FROM template WHERE staff = ? AND enrolment IN (SELECT enrolment FROM enrolment"
                            + " WHERE withdrawn_ms IS NOT NULL)",
                    staff);
            renew(tx, staff);
        }
    }

    private static List<StaffId> leftWithSecrets(Rows rows) throws SQLException {
        return rows.list(
                "SELECT s.staff FROM staff s WHERE s.left_ms IS NOT NULL AND (EXISTS (SELECT 1 FROM person_key k"
                        + " WHERE k.staff = s.staff) OR EXISTS (SELECT 1 FROM pin p WHERE p.staff = s.staff)"
                        + " OR EXISTS (SELECT 1 FROM template t WHERE t.staff = s.staff)"
                        + " OR EXISTS (SELECT 1 FROM pin_span p WHERE p.staff = s.staff AND p.to_ms IS NULL)"
                        + " OR (" + Pins.UNTRACED + "))",
                row -> new StaffId(row.text("staff")));
    }

    private static List<StaffId> unwanted(Rows rows) throws SQLException {
        return rows.list(
                "SELECT DISTINCT t.staff FROM template t JOIN enrolment e ON e.enrolment = t.enrolment"
                        + " WHERE e.withdrawn_ms IS NOT NULL",
                row -> new StaffId(row.text("staff")));
    }

    /** What is left of this person's secrets goes under a new key, and the old one goes. */
    private void renew(Tx tx, StaffId staff) throws SQLException {
        String pin = opened(tx, staff, Pins.PIN, "SELECT verifier AS sealed FROM pin WHERE staff = ?", staff);
        Map<EnrolmentId, String> templates = new LinkedHashMap<>();
        for (EnrolmentId enrolment : tx.list(
                "SELECT enrolment FROM template WHERE staff = ?",
                row -> new EnrolmentId(row.text("enrolment")),
                staff)) {
            templates.put(
                    enrolment,
                    opened(
                            tx,
                            staff,
                            Templates.label(enrolment),
                            "SELECT template AS sealed FROM template WHERE enrolment = ?",
                            enrolment));
        }
        keys.destroy(tx, staff);
        if (!pin.isEmpty()) {
            tx.update("UPDATE pin SET verifier = ? WHERE staff = ?", keys.seal(tx, staff, Pins.PIN, pin), staff);
        }
        for (Map.Entry<EnrolmentId, String> template : templates.entrySet()) {
            tx.update(
                    "UPDATE template SET template = ? WHERE enrolment = ?",
                    keys.seal(tx, staff, Templates.label(template.getKey()), template.getValue()),
                    template.getKey());
        }
    }

    /** Empty where there is none. */
    private String opened(Tx tx, StaffId staff, String what, String select, Object of) throws SQLException {
        byte[] sealed = tx.one(select, row -> row.bytes("sealed"), of).orElse(new byte[0]);
        return sealed.length == 0 ? "" : keys.open(tx, staff, what, sealed).orElse("");
    }
}

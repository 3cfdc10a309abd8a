package io.yizhan.hub.staff;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which fingers should stand where, and what the readers said of them. */
public final class Enrolments {

    /** Positions 0 to 149 are in the smallest library among the sensors that we drive. */
    public static final int POSITIONS = 150;

    /** The newest word of the readers' journals on an enrolment. */
    private static final String NEWEST_WORD = "SELECT f.standing FROM finger f WHERE f.enrolment = e.enrolment"
            + " AND f.device = e.device AND f.position = e.position ORDER BY f.at_ms DESC, f.journal DESC LIMIT 1";

    private static final String ENROLMENT = "SELECT e.enrolment, e.staff, s.name, e.device, e.position, e.wanted_ms,"
            + " e.withdrawn_ms, (" + NEWEST_WORD + ") AS standing"
            + " FROM enrolment e JOIN staff s ON s.staff = e.staff";

    private Enrolments() {}

    /** All that were ever wanted, the newest first. */
    public static List<Enrolment> all(Rows rows) throws SQLException {
        return rows.list(ENROLMENT + " ORDER BY e.wanted_ms DESC, e.enrolment", Enrolments::enrolment);
    }

    public static List<Enrolment> of(Rows rows, StaffId staff) throws SQLException {
        return rows.list(
                ENROLMENT + " WHERE e.staff = ? ORDER BY e.wanted_ms DESC, e.enrolment", Enrolments::enrolment, staff);
    }

    public static Optional<Enrolment> find(Rows rows, EnrolmentId enrolment) throws SQLException {
        return rows.one(ENROLMENT + " WHERE e.enrolment = ?", Enrolments::enrolment, enrolment);
    }

    /** Those that this reader should have, by position. */
    public static List<Enrolment> wantedAt(Rows rows, DeviceId device) throws SQLException {
        return rows.list(
                ENROLMENT + " WHERE e.device = ? AND e.withdrawn_ms IS NULL ORDER BY e.position",
                Enrolments::enrolment,
                device);
    }

    /**
     * Wants a finger of this person at this reader, at the lowest position that is free.
     *
     * @throws RuleBrokenException without a consent, without a reader, and when the reader is full
     */
    public static Enrolment want(Tx tx, Book book, EnrolmentId enrolment, StaffId staff, DeviceId device)
            throws SQLException, RuleBrokenException {
        book.decide(tx, new EnrolmentWanted(enrolment, staff, device, lowestFree(tx, device)));
        return find(tx, enrolment)
                .orElseThrow(
                        () -> new IllegalStateException("enrolment " + enrolment + " was entered and is not there"));
    }

    /** A position is free when nobody ever had it, or its reader has said of everybody who had that they are gone. */
    private static int lowestFree(Tx tx, DeviceId device) throws SQLException, RuleBrokenException {
        Set<Integer> taken = new HashSet<>();
        for (Enrolment enrolment : tx.list(ENROLMENT + " WHERE e.device = ?", Enrolments::enrolment, device)) {
            if (enrolment.stage() != Enrolment.Stage.GONE) {
                taken.add(enrolment.position());
            }
        }
        for (int position = 0; position < POSITIONS; position++) {
            if (!taken.contains(position)) {
                return position;
            }
        }
        throw new RuleBrokenException("reader " + device + " is full: all " + POSITIONS
                + " positions are taken; withdraw enrolments of who left, and wait until the reader has deleted them");
    }

    private static Enrolment enrolment(Row row) throws SQLException {
        Long standing = row.numberOrNull("standing");
        return new Enrolment(
                new EnrolmentId(row.text("enrolment")),
                new StaffId(row.text("staff")),
                row.text("name"),
                new DeviceId(row.text("device")),
                row.integer("position"),
                Enrolment.Stage.of(
                        row.numberOrNull("withdrawn_ms") != null,
                        standing != null && standing == 1,
                        standing != null && standing == 0),
                row.instant("wanted_ms"));
    }
}

package io.yizhan.hub.staff;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.SensorSizes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fingers should stand where, and what the readers said of them. */
public final class Enrolments {

    /**
     * A reader that leads or writes when an enrolment is withdrawn has ended that by then; what its journal does not
     * tell of it so long after will not come any more.
     */
    static final Duration UNDER_WAY_MAX = Duration.ofMinutes(10);

    /**
     * The newest word of the readers' journals on an enrolment. What was said before a reader left the hall says
     * nothing of the sensor that hangs there since its name came back: that one has deleted it, or never had it.
     */
    private static final String NEWEST_WORD = "SELECT CASE WHEN f.at_ms <= (SELECT max(h.to_ms) FROM hall_span h WHERE"
            + " h.device = e.device) AND EXISTS (SELECT 1 FROM hall_span h WHERE h.device = e.device AND h.to_ms IS NULL)"
            + " THEN 0 ELSE f.standing END FROM finger f WHERE f.enrolment = e.enrolment AND f.device = e.device"
            + " AND f.position = e.position ORDER BY f.at_ms DESC, f.journal DESC LIMIT 1";

    /** Where each finger should stand, and what its reader said last: 1 enrolled, 0 deleted, null nothing. */
    static final String STANDING = "SELECT e.enrolment, e.device, e.copy_of, e.withdrawn_ms, (" + NEWEST_WORD
            + ") AS standing FROM enrolment e";

    private static final String ENROLMENT = "SELECT e.enrolment, e.staff, s.name, e.device, e.position, e.copy_of,"
            + " e.wanted_ms, e.wanted_earliest_ms, e.wanted_latest_ms, e.withdrawn_ms, e.withdrawn_earliest_ms,"
            + " e.withdrawn_latest_ms, (" + NEWEST_WORD + ") AS standing,"
            + " (SELECT max(j.complete_ms) FROM journal j WHERE j.device = e.device) AS complete_ms"
            + " FROM enrolment e JOIN staff s ON s.staff = e.staff";

    private Enrolments() {}

    /** All that were ever wanted, the newest first. */
    public static List<Enrolment> all(Rows rows) throws SQLException {
        return rows.list(ENROLMENT + " ORDER BY e.wanted_ms DESC, e.enrolment", Enrolments::enrolment);
    }

    public static List<Enrolment> of(Rows rows, StaffId staff) throws SQLException {
        return rows.list(
                ENROLMENT + " WHERE e.staff = ? ORDER BY e.wanted_ms DESC, e.enrolment DESC",
                Enrolments::enrolment,
                staff);
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
     * @param copyOf the finger, where it is known elsewhere already
     * @throws RuleBrokenException without a consent, without a reader, and when the reader is full
     */
    public static Enrolment want(
            Tx tx,
            Book book,
            SensorSizes sizes,
            EnrolmentId enrolment,
            StaffId staff,
            DeviceId device,
            @Nullable EnrolmentId copyOf)
            throws SQLException, RuleBrokenException {
        int position = lowestFree(tx, sizes, device)
                .orElseThrow(() -> new RuleBrokenException("reader " + device + " is full: all " + sizes.of(device)
                        + " positions are taken; withdraw enrolments of who left, and wait until the reader has deleted"
                        + " them"));
        book.decide(tx, new EnrolmentWanted(enrolment, staff, device, position, copyOf));
        return find(tx, enrolment)
                .orElseThrow(
                        () -> new IllegalStateException("enrolment " + enrolment + " was entered and is not there"));
    }

    /** A position is free when nobody ever had it, or its reader has said of everybody who had that they are gone. */
    static Optional<Integer> lowestFree(Rows rows, SensorSizes sizes, DeviceId device) throws SQLException {
        Set<Integer> taken = new HashSet<>();
        for (Enrolment enrolment : rows.list(ENROLMENT + " WHERE e.device = ?", Enrolments::enrolment, device)) {
            if (enrolment.stage() != Enrolment.Stage.GONE) {
                taken.add(enrolment.position());
            }
        }
        for (int position = 0; position < sizes.of(device); position++) {
            if (!taken.contains(position)) {
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    private static Enrolment enrolment(Row row) throws SQLException {
        Long standing = row.numberOrNull("standing");
        Enrolment.Word word = standing == null
                ? Enrolment.Word.NONE
                : standing == 1 ? Enrolment.Word.ENROLLED : Enrolment.Word.DELETED;
        TrueTime withdrawn = EntryTimes.kept(row, "withdrawn");
        Instant complete = row.instantOrNull("complete_ms");
        boolean neverCame = withdrawn != null
                && complete != null
                && complete.isAfter(withdrawn.latest().plus(UNDER_WAY_MAX));
        String copyOf = row.textOrNull("copy_of");
        return new Enrolment(
                new EnrolmentId(row.text("enrolment")),
                new StaffId(row.text("staff")),
                row.text("name"),
                new DeviceId(row.text("device")),
                row.integer("position"),
                copyOf == null ? null : new EnrolmentId(copyOf),
                word,
                Enrolment.Stage.of(withdrawn != null, word, neverCame),
                EntryTimes.keptAlways(row, "wanted"),
                withdrawn);
    }
}

package io.yizhan.hub.staff;

import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * What stands of somebody now.
 *
 * @param since the first day of the newest employment
 * @param last the newest assignment
 * @param isHere whether the person works here
 */
record Standing(AgencyId agency, LocalDate since, Assignment last, boolean isHere) {

    /** Of somebody who works here. */
    static Standing here(Rows rows, StaffId staff) throws SQLException, RuleBrokenException {
        Standing standing = known(rows, staff);
        if (!standing.isHere) {
            throw new RuleBrokenException(
                    StaffRule.HAS_LEFT,
                    "nobody here has the staff number " + staff + ": the person has left before, the last day was "
                            + standing.last.to(),
                    staff,
                    standing.last.to());
        }
        return standing;
    }

    /** Of somebody whom the records speak of. */
    static Standing known(Rows rows, StaffId staff) throws SQLException, RuleBrokenException {
        return rows.one(
                        "SELECT s.agency, s.since, s.left_ms, a.from_day, a.to_day FROM staff s JOIN assignment a ON"
                                + " a.staff = s.staff WHERE s.staff = ? ORDER BY a.from_day DESC LIMIT 1",
                        row -> {
                            AgencyId agency = new AgencyId(row.text("agency"));
                            return new Standing(
                                    agency,
                                    row.day("since"),
                                    new Assignment(
                                            staff, agency, row.day("from_day"), Careers.dayOrNull(row, "to_day")),
                                    row.numberOrNull("left_ms") == null);
                        },
                        staff)
                .orElseThrow(() -> new RuleBrokenException(
                        StaffRule.NOBODY,
                        "nobody here has the staff number " + staff + ": look at the list of staff",
                        staff));
    }

    /** @param what for people: what cannot have been before the person came to the agency */
    void checkNotBefore(LocalDate from, String what) throws RuleBrokenException {
        if (from.isBefore(last.from())) {
            throw new RuleBrokenException(
                    StaffRule.BEFORE_COMING,
                    last.staff() + " came to " + agency + " on " + last.from() + ": " + what
                            + " is on that day, or later",
                    last.staff(),
                    agency,
                    last.from());
        }
    }
}

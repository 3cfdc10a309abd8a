package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** People who were expected and have not come, and come after all. */
final class ArrivalFold {

    private final HallDays days;

    ArrivalFold(HallDays days) {
        this.days = days;
    }

    /** Who has moved, or left once and returned, has come. */
    void neverCame(Tx tx, Entry entry, NeverCame never) throws SQLException, RuleBrokenException {
        StaffId staff = never.staff();
        Standing standing = Standing.here(tx, staff);
        if (tx.number("SELECT count(*) FROM assignment WHERE staff = ?", staff) > 1) {
            throw new RuleBrokenException(
                    StaffRule.HAS_COME,
                    staff + " has come: there is a move or an earlier time in the hall; record the last day instead",
                    staff);
        }
        CareerFold.go(tx, entry, standing, standing.since().minusDays(1));
    }

    /** Whether it is somebody who never came, and is expected anew, or was here from the first day. */
    boolean comeAfterAll(Tx tx, Entry entry, StaffReturned returned) throws SQLException, RuleBrokenException {
        StaffId staff = returned.staff();
        LocalDate from = returned.from();
        Optional<Expected> expected = tx.one(
                "SELECT agency, since FROM staff s WHERE staff = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.staff = s.staff)",
                row -> new Expected(new AgencyId(row.text("agency")), row.day("since")),
                staff);
        if (expected.isEmpty()) {
            return false;
        }
        AgencyFold.checkHere(tx, expected.get().agency);
        days.notFarAhead(entry, "the first day of " + staff, from);
        CareerFold.begin(tx, staff, expected.get().agency, from);
        if (!from.equals(expected.get().since)) {
            CareerFold.shiftParticulars(tx, staff, expected.get().since, from);
            tx.update("UPDATE staff SET since = ?, counter_since = ? WHERE staff = ?", from, from, staff);
        }
        CareerFold.isBack(tx, staff);
        return true;
    }

    /** Where somebody was to work, and since when. */
    private record Expected(AgencyId agency, LocalDate since) {}
}

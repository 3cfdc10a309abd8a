package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.decision.NotDecidedException;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.Chief;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For whom somebody works on a day. */
public final class Employment {

    private Employment() {}

    /** @throws NotDecidedException where the person does not work in the hall on this day */
    static AgencyId agency(Rows rows, StaffId staff, LocalDate day) throws SQLException, NotDecidedException {
        List<Assignment> all = Careers.of(rows, staff).assignments();
        return all.stream()
                .filter(each -> !each.from().isAfter(day) && isOpen(each.to(), day))
                .map(Assignment::agency)
                .findFirst()
                .orElseThrow(() -> new NotDecidedException(
                        Why.NOT_EMPLOYED,
                        staff + " does not work in the hall on " + day + ": look at the number and the day",
                        staff,
                        day));
    }

    /** The agency's chief representative on this day; null for nobody. */
    public static @Nullable StaffId chief(Rows rows, AgencyId agency, LocalDate day) throws SQLException {
        Optional<Chief> found = Careers.chiefs(rows, day, day).stream()
                .filter(each -> each.agency().equals(agency))
                .findFirst();
        return found.map(Chief::staff).orElse(null);
    }

    private static boolean isOpen(@Nullable LocalDate to, LocalDate day) {
        return to == null || !to.isBefore(day);
    }
}

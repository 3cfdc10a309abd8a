package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.Corrections;
import io.yizhan.hub.attendance.leave.LeaveFilter;
import io.yizhan.hub.attendance.leave.LeaveState;
import io.yizhan.hub.attendance.leave.Leaves;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the page of leave filters by.
 *
 * @param corrections whether the list is of these, and else of leave
 * @param state a state's word; what the list has none of filters nothing
 */
public record LeaveQuery(
        boolean corrections,
        LocalDate from,
        LocalDate to,
        @Nullable AgencyId agency,
        @Nullable StaffId staff,
        String state) {

    /** Without other days in the address: so far back and ahead. */
    private static final int DAYS_BACK = 31;

    private static final int DAYS_AHEAD = 62;

    static LeaveQuery of(Context ctx, LocalDate today) {
        Query query = new Query(ctx);
        Reach.Within within = Gate.within(ctx, query.id("agency", AgencyId::new), query.id("staff", StaffId::new));
        return new LeaveQuery(
                query.text("kind").equals("corrections"),
                query.day("from", today.minusDays(DAYS_BACK)),
                query.day("to", today.plusDays(DAYS_AHEAD)),
                within.agency(),
                within.staff(),
                query.text("state"));
    }

    int count(Rows rows) throws SQLException {
        return corrections ? Corrections.count(rows, ofCorrections()) : Leaves.count(rows, ofLeave());
    }

    LeaveFilter ofLeave() {
        return new LeaveFilter(from, to, staff, agency, state(LeaveState.class));
    }

    Corrections.Filter ofCorrections() {
        return new Corrections.Filter(from, to, staff, agency, state(CorrectionRequest.State.class));
    }

    private <E extends Enum<E>> @Nullable E state(Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(state.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        return null;
    }

    Map<String, String> address() {
        Map<String, String> address = new LinkedHashMap<>();
        address.put("kind", corrections ? "corrections" : "");
        address.put("from", from.toString());
        address.put("to", to.toString());
        address.put("agency", agency == null ? "" : agency.text());
        address.put("staff", staff == null ? "" : staff.text());
        address.put("state", state);
        return address;
    }
}

package io.yizhan.hub.staff.register;

import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the records say now, against which a file is held.
 *
 * @param people also who has left
 * @param chiefs who is each agency's, or is named to be
 * @param standIns by the A person
 * @param agencies those that are in the hall, by number
 */
record Known(
        Map<StaffId, StaffMember> people,
        Map<AgencyId, StaffId> chiefs,
        Map<StaffId, StaffId> standIns,
        Map<AgencyId, Agency> agencies) {

    /** What touches it goes on. */
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    static Known of(Rows rows) throws SQLException {
        Map<StaffId, StaffMember> people = new LinkedHashMap<>();
        People.all(rows).forEach(member -> people.put(member.staff(), member));
        Map<AgencyId, StaffId> chiefs = new HashMap<>();
        Careers.chiefs(rows, EVER, EVER).forEach(chief -> chiefs.put(chief.agency(), chief.staff()));
        Map<StaffId, StaffId> standIns = new HashMap<>();
        Careers.standIns(rows, EVER, EVER).forEach(standIn -> standIns.put(standIn.a(), standIn.b()));
        Map<AgencyId, Agency> agencies = new LinkedHashMap<>();
        People.agencies(rows).forEach(agency -> agencies.put(agency.agency(), agency));
        return new Known(people, chiefs, standIns, agencies);
    }
}

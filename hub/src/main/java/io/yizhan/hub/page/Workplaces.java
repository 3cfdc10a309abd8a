package io.yizhan.hub.page;

import io.yizhan.hub.attendance.leave.Employment;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Where people work, as the records have it at this moment. */
record Workplaces(Database database, InstantSource clock, ZoneId zone) implements Gate.Agencies {

    @Override
    public Optional<AgencyId> of(StaffId staff) {
        return database.read(rows -> People.presentAgency(rows, staff));
    }

    @Override
    public boolean isFormerChief(StaffId staff, AgencyId agency) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return database.read(rows -> {
            StaffId chief = Employment.chief(rows, agency, today);
            return chief == null
                    ? Careers.of(rows, staff).chiefs().stream()
                            .anyMatch(named -> named.agency().equals(agency) && named.hasEnded(today))
                    : !chief.equals(staff);
        });
    }
}

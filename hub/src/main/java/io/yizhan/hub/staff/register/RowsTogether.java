package io.yizhan.hub.staff.register;

import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.register.Flaw.Kind;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with rows only beside others, or beside the records. */
final class RowsTogether {

    private final Known known;
    private final List<Flaw> flaws;
    private final Map<StaffId, PersonRow> file;
    private final Map<AgencyId, PersonRow> chiefs = new HashMap<>();

    RowsTogether(Known known, List<Flaw> flaws, Map<StaffId, PersonRow> file) {
        this.known = known;
        this.flaws = flaws;
        this.file = file;
    }

    void check(PersonRow row) {
        checkDays(row);
        if (row.lastDay() == null) {
            checkChief(row);
            checkB(row);
        }
    }

    private void checkDays(PersonRow row) {
        StaffMember member = row.staff() == null ? null : known.people().get(row.staff());
        LocalDate since = row.since() != null ? row.since() : member == null ? null : member.since();
        if (since == null) {
            return;
        }
        LocalDate counter = row.counterSince();
        if (counter != null && counter.isBefore(since)) {
            row.wrong(flaws, Field.COUNTER_SINCE, counter.toString(), Kind.COUNTER_BEFORE_HALL, since.toString());
        }
        LocalDate lastDay = row.lastDay();
        if (lastDay != null && lastDay.isBefore(since)) {
            row.wrong(flaws, Field.LAST_DAY, lastDay.toString(), Kind.LEFT_BEFORE_COMING, since.toString());
        }
    }

    private void checkChief(PersonRow row) {
        AgencyId agency = row.agency();
        if (agency == null || !Boolean.TRUE.equals(row.chief())) {
            return;
        }
        PersonRow first = chiefs.putIfAbsent(agency, row);
        if (first != null) {
            row.wrong(flaws, Field.CHIEF, agency.text(), Kind.CHIEF_TWICE, String.valueOf(first.row()));
        }
    }

    private void checkB(PersonRow row) {
        StaffId b = row.b();
        if (b == null) {
            return;
        }
        if (b.equals(row.staff())) {
            row.wrong(flaws, Field.B, b.text(), Kind.B_SELF, "");
            return;
        }
        if (!willBeHere(b)) {
            row.wrong(flaws, Field.B, b.text(), Kind.B_UNKNOWN, "");
            return;
        }
        AgencyId ofB = agencyOf(b);
        if (ofB != null && row.agency() != null && !ofB.equals(row.agency())) {
            row.wrong(flaws, Field.B, b.text(), Kind.B_OTHER_AGENCY, ofB.text());
        }
    }

    private boolean willBeHere(StaffId staff) {
        PersonRow row = file.get(staff);
        StaffMember member = known.people().get(staff);
        return row != null ? row.lastDay() == null : member != null && member.lastDay() == null;
    }

    /** Null where the file says none that can be read. */
    private @Nullable AgencyId agencyOf(StaffId staff) {
        PersonRow row = file.get(staff);
        StaffMember member = known.people().get(staff);
        return row != null
                ? row.agency()
                : member == null ? null : member.agency().agency();
    }
}

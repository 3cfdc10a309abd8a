package io.yizhan.hub.page;

import io.yizhan.hub.attendance.month.RuleChange;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** People's days that new rules or holidays would make come out otherwise, before they are saved. */
public record AffectedDays(
        Speech speech, RuleChange change, Map<StaffId, String> names, Map<AgencyId, Agency> agencies) {

    /** Lines at most; the counts are of all. */
    private static final int LINES_MAX = 200;

    static AffectedDays of(Rows rows, Speech speech, RuleChange change) throws SQLException {
        Map<StaffId, String> names = new HashMap<>();
        for (StaffMember person : People.all(rows)) {
            names.put(person.staff(), person.name());
        }
        Map<AgencyId, Agency> agencies = new HashMap<>();
        for (Agency agency : People.everyAgency(rows)) {
            agencies.put(agency.agency(), agency);
        }
        return new AffectedDays(speech, change, names, agencies);
    }

    public List<RuleChange.Affected> lines() {
        return change.affected().stream().limit(LINES_MAX).toList();
    }

    /** How many stand in no line. */
    public int more() {
        return Math.max(0, change.affected().size() - LINES_MAX);
    }

    public String name(RuleChange.Affected line) {
        return names.getOrDefault(line.staff(), line.staff().text());
    }

    public String agency(RuleChange.Affected line) {
        Agency agency = agencies.get(line.agency());
        return agency == null ? line.agency().text() : speech.name(agency);
    }

    /** A day in words: its slots, and what absence it makes. */
    public String outcome(PersonDay day) {
        if (day.pending() != null) {
            return speech.say("attendance.mark.pending");
        }
        if (day.slots().isEmpty()) {
            return speech.say("attendance.free");
        }
        String slots = day.slots().stream().map(this::outcome).collect(Collectors.joining(speech.say("list.comma")));
        int absent = day.count().absent();
        return absent == 0 ? slots : speech.say("rules.preview.absent", slots, absent == 2 ? "1" : "0.5");
    }

    private String outcome(SlotOutcome slot) {
        return LeaveWords.name(speech, slot.slot()) + " " + AttendancePage.outcome(speech, slot);
    }
}

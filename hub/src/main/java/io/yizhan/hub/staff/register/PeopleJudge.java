package io.yizhan.hub.staff.register;

import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.staff.StaffChanged;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.hub.staff.StandInNamed;
import io.yizhan.hub.staff.TenureCorrected;
import io.yizhan.hub.staff.register.Draft.Step;
import io.yizhan.hub.staff.register.Plan.Change;
import io.yizhan.hub.staff.register.Plan.Outcome;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sound rows of people against the records: what has to be decided so that these say what the file says. */
final class PeopleJudge {

    private final Known known;
    private final Draft draft;
    private final Map<StaffId, PersonRow> file;
    private final Map<AgencyId, String> agencies;
    private final LocalDate today;
    private final String by;

    /** @param agencies all that will be in the hall, with their names */
    PeopleJudge(
            Known known,
            Draft draft,
            Map<StaffId, PersonRow> file,
            Map<AgencyId, String> agencies,
            LocalDate today,
            String by) {
        this.known = known;
        this.draft = draft;
        this.file = file;
        this.agencies = agencies;
        this.today = today;
        this.by = by;
    }

    void judge(PersonRow row, StaffId staff, AgencyId agency) {
        StaffMember member = known.people().get(staff);
        if (member == null) {
            add(row, staff, agency);
        } else if (member.lastDay() != null) {
            hasLeft(row, member, member.lastDay());
        } else {
            compare(row, member, agency);
        }
    }

    private void add(PersonRow row, StaffId staff, AgencyId agency) {
        LocalDate since = row.since() == null ? today : row.since();
        decide(Step.ADD, row, new StaffAdded(staff, row.name(), agency, row.post(), since, row.counterSince(), by));
        LocalDate from = row.changed() == null ? since : row.changed();
        List<Change> named = new ArrayList<>();
        if (row.lastDay() == null) {
            chief(row, staff, agency, false, from, named);
            standIn(row, staff, false, from, named);
        } else {
            decide(Step.LEAVE, row, new StaffLeft(staff, row.lastDay(), by));
        }
        line(row, staff, Outcome.ADDED, named);
    }

    /** Who has left stays as the records have it. */
    private void hasLeft(PersonRow row, StaffMember member, LocalDate lastDay) {
        boolean same = lastDay.equals(row.lastDay())
                && member.name().equals(row.name())
                && member.agency().agency().equals(row.agency())
                && (!row.saysPost() || Objects.equals(member.post(), row.post()));
        if (same) {
            line(row, member.staff(), Outcome.UNCHANGED, List.of());
        } else {
            row.wrong(draft.flaws, Field.STAFF, member.staff().text(), Flaw.Kind.HAS_LEFT, lastDay.toString());
        }
    }

    private void compare(PersonRow row, StaffMember member, AgencyId agency) {
        StaffId staff = member.staff();
        LocalDate usual = member.since().isAfter(today) ? member.since() : today;
        LocalDate from = row.changed() == null ? usual : row.changed();
        List<Change> changes = new ArrayList<>();
        tenure(row, member, changes);
        boolean moves = !agency.equals(member.agency().agency());
        if (moves) {
            decide(Step.MOVE, row, new StaffMoved(staff, agency, from, by));
            changes.add(new Change(
                    Field.AGENCY_NAME, member.agency().name(), agencies.getOrDefault(agency, agency.text())));
        }
        particulars(row, member, from, changes);
        if (row.lastDay() == null) {
            chief(row, staff, agency, moves, from, changes);
            standIn(row, staff, moves, from, changes);
            line(row, staff, changes.isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED, changes);
        } else {
            decide(Step.LEAVE, row, new StaffLeft(staff, row.lastDay(), by));
            changes.add(new Change(Field.LAST_DAY, "", row.lastDay().toString()));
            line(row, staff, Outcome.LEAVES, changes);
        }
    }

    private void tenure(PersonRow row, StaffMember member, List<Change> changes) {
        LocalDate since = row.since() == null ? member.since() : row.since();
        LocalDate counter = row.counterSince() == null ? member.counterSince() : row.counterSince();
        if (row.counterSince() == null && counter.equals(member.since())) {
            counter = since; // it was never another day
        }
        if (!since.equals(member.since())) {
            changes.add(new Change(Field.SINCE, member.since().toString(), since.toString()));
        }
        if (!counter.equals(member.counterSince())) {
            changes.add(new Change(Field.COUNTER_SINCE, member.counterSince().toString(), counter.toString()));
        }
        if (!since.equals(member.since()) || !counter.equals(member.counterSince())) {
            decide(Step.TENURE, row, new TenureCorrected(member.staff(), since, counter, by));
        }
    }

    private void particulars(PersonRow row, StaffMember member, LocalDate from, List<Change> changes) {
        String post = row.saysPost() ? row.post() : member.post();
        if (!row.name().equals(member.name())) {
            changes.add(new Change(Field.NAME, member.name(), row.name()));
        }
        if (!Objects.equals(post, member.post())) {
            changes.add(new Change(Field.POST, orEmpty(member.post()), orEmpty(post)));
        }
        if (!row.name().equals(member.name()) || !Objects.equals(post, member.post())) {
            decide(Step.CHANGE, row, new StaffChanged(member.staff(), row.name(), post, from, by));
        }
    }

    /** A move ends by itself what somebody was for the former agency. */
    private void chief(
            PersonRow row, StaffId staff, AgencyId agency, boolean moves, LocalDate from, List<Change> changes) {
        StaffId now = known.chiefs().get(agency);
        if (Boolean.TRUE.equals(row.chief()) && !staff.equals(now)) {
            decide(Step.CHIEF, row, new ChiefNamed(agency, staff, from, by));
            changes.add(new Change(Field.CHIEF, "", now == null ? "是" : "是 ← " + name(now)));
        }
        if (Boolean.FALSE.equals(row.chief()) && !moves && staff.equals(now) && !isTakenOver(agency)) {
            decide(Step.CHIEF_ENDS, row, new ChiefNamed(agency, null, from, by));
            changes.add(new Change(Field.CHIEF, "是", "否"));
        }
    }

    private boolean isTakenOver(AgencyId agency) {
        return file.values().stream()
                .anyMatch(other -> Boolean.TRUE.equals(other.chief()) && agency.equals(other.agency()));
    }

    private void standIn(PersonRow row, StaffId staff, boolean moves, LocalDate from, List<Change> changes) {
        if (!row.saysB()) {
            return;
        }
        StaffId now = known.standIns().get(staff);
        boolean cut = now != null && (moves || goesElsewhere(now));
        StaffId after = row.b();
        if (after != null && (cut || !after.equals(now))) {
            decide(Step.STAND_IN, row, new StandInNamed(staff, after, from, by));
        }
        if (after == null && now != null && !cut) {
            decide(Step.STAND_IN, row, new StandInNamed(staff, null, from, by));
        }
        if (!Objects.equals(after, now)) {
            changes.add(new Change(Field.B, now == null ? "" : name(now), after == null ? "" : name(after)));
        }
    }

    /** Whether this file has somebody move or leave. */
    private boolean goesElsewhere(StaffId staff) {
        PersonRow row = file.get(staff);
        StaffMember member = known.people().get(staff);
        return row != null
                && member != null
                && (row.lastDay() != null || !member.agency().agency().equals(row.agency()));
    }

    private String name(StaffId staff) {
        PersonRow row = file.get(staff);
        StaffMember member = known.people().get(staff);
        String name = row != null ? row.name() : member != null ? member.name() : "";
        return name + " " + staff;
    }

    private void decide(Step step, PersonRow row, HubFact fact) {
        draft.decide(step, row.sheet(), row.row(), fact);
    }

    private void line(PersonRow row, StaffId staff, Outcome outcome, List<Change> changes) {
        draft.line(row.sheet(), row.row(), staff.text(), row.name(), outcome, changes);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

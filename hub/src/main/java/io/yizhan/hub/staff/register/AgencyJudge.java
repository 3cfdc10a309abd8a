package io.yizhan.hub.staff.register;

import io.yizhan.hub.sheet.FoundTable.FoundRow;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.AgencyRenamed;
import io.yizhan.hub.staff.Wording;
import io.yizhan.hub.staff.register.Flaw.Kind;
import io.yizhan.hub.staff.register.Plan.Change;
import io.yizhan.hub.staff.register.Plan.Outcome;
import io.yizhan.hub.staff.register.RegisterTable.Reading;
import io.yizhan.protocol.id.AgencyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of agencies against the records. */
final class AgencyJudge {

    private final Known known;
    private final Draft draft;
    private final String by;

    /** All that will be in the hall, with the names that they will have. */
    private final Map<AgencyId, String> names = new LinkedHashMap<>();

    private final Map<AgencyId, Integer> rows = new HashMap<>();

    AgencyJudge(Known known, Draft draft, String by) {
        this.known = known;
        this.draft = draft;
        this.by = by;
        known.agencies().forEach((id, agency) -> names.put(id, agency.name()));
    }

    Map<AgencyId, String> names() {
        return names;
    }

    void judge(RegisterTable table) {
        table.rows().forEach(row -> judge(table, row));
    }

    private void judge(RegisterTable table, FoundRow row) {
        Reading reading = table.reading(row, draft.flaws);
        int before = draft.flaws.size();
        AgencyId agency = reading.value(Field.AGENCY, Kind.AGENCY_MALFORMED, AgencyId::new);
        if (agency == null && draft.flaws.size() == before) {
            reading.wrong(Field.AGENCY, Kind.AGENCY_MISSING, "");
        }
        String name = reading.value(Field.AGENCY_NAME, Kind.AGENCY_NAME_WRONG, AgencyJudge::name);
        if (name == null && draft.flaws.size() == before) {
            reading.wrong(Field.AGENCY_NAME, Kind.AGENCY_NAME_WRONG, "");
        }
        String english = reading.value(Field.AGENCY_NAME_EN, Kind.AGENCY_NAME_WRONG, AgencyJudge::name);
        Integer first = agency == null ? null : rows.putIfAbsent(agency, row.number());
        if (first != null) {
            reading.wrong(Field.AGENCY, Kind.AGENCY_TWICE, String.valueOf(first));
        }
        if (agency != null && name != null && draft.flaws.size() == before) {
            names.put(agency, name);
            compare(table, row.number(), agency, name, english);
        }
    }

    private void compare(RegisterTable table, int row, AgencyId agency, String name, @Nullable String english) {
        Agency now = known.agencies().get(agency);
        List<Change> changes = new ArrayList<>();
        if (now == null) {
            draft.decide(Draft.Step.AGENCY, table.sheet(), row, new AgencyAdded(agency, name, english, by));
            draft.line(table.sheet(), row, agency.text(), name, Outcome.ADDED, changes);
            return;
        }
        String named = table.has(Field.AGENCY_NAME_EN) ? english : now.nameEn();
        if (!name.equals(now.name())) {
            changes.add(new Change(Field.AGENCY_NAME, now.name(), name));
        }
        if (!Objects.equals(named, now.nameEn())) {
            changes.add(new Change(Field.AGENCY_NAME_EN, orEmpty(now.nameEn()), orEmpty(named)));
        }
        if (!changes.isEmpty()) {
            draft.decide(Draft.Step.AGENCY, table.sheet(), row, new AgencyRenamed(agency, name, named, by));
        }
        Outcome outcome = changes.isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED;
        draft.line(table.sheet(), row, agency.text(), name, outcome, changes);
    }

    private static String name(String text) {
        Wording.check("an agency's name", text, Wording.AGENCY_MAX);
        return text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

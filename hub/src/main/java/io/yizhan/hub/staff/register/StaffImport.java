package io.yizhan.hub.staff.register;

import io.yizhan.hub.sheet.FoundTable;
import io.yizhan.hub.staff.register.Flaw.Kind;
import io.yizhan.hub.staff.register.Plan.Decision;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a file against the records. Whatever is wrong in it is told at once, each with its row and column. The same
 * file a second time comes to nothing; who is not in it stays.
 */
public final class StaffImport {

    private final Draft draft = new Draft();
    private final Known known;
    private final LocalDate today;
    private final String by;

    private StaffImport(Known known, LocalDate today, String by) {
        this.known = known;
        this.today = today;
        this.by = by;
    }

    /**
     * What the file would do now; the records themselves may still refuse some of it.
     *
     * @param today in the hall's zone: since when what is new holds, where a row does not say
     * @param by the account that imports
     */
    public static Plan plan(Rows rows, RegisterFile file, LocalDate today, String by) throws SQLException {
        return new StaffImport(Known.of(rows), today, by).plan(file);
    }

    private Plan plan(RegisterFile file) {
        List<FoundTable> found = file.tables();
        List<RegisterTable> tables = new ArrayList<>();
        for (FoundTable table : found) {
            RegisterTable.of(table, draft.flaws).ifPresent(tables::add);
        }
        if (tables.isEmpty()) {
            draft.flaws.add(new Flaw(found.getFirst().name(), 0, null, "", Kind.NO_HEAD, ""));
        }
        AgencyJudge agencies = new AgencyJudge(known, draft, by);
        tables.stream().filter(table -> !table.isOfPeople()).forEach(agencies::judge);
        List<PersonRow> people = new ArrayList<>();
        tables.stream()
                .filter(RegisterTable::isOfPeople)
                .forEach(table -> table.rows()
                        .forEach(row -> people.add(PersonRow.read(table.reading(row, draft.flaws), agencies.names()))));
        judge(people, agencies.names());
        int absent = people.isEmpty() ? 0 : absent(people);
        List<Decision> decisions = draft.decisions();
        draft.flaws.sort(Comparator.comparing(Flaw::sheet).thenComparingInt(Flaw::row));
        List<String> unread =
                tables.stream().flatMap(table -> table.unread().stream()).toList();
        return new Plan(draft.lines(), draft.flaws, decisions, unread, absent, word(file.sha256(), decisions));
    }

    private void judge(List<PersonRow> people, Map<AgencyId, String> agencies) {
        Map<StaffId, PersonRow> file = new LinkedHashMap<>();
        for (PersonRow row : people) {
            StaffId staff = row.staff();
            PersonRow first = staff == null ? null : file.putIfAbsent(staff, row);
            if (staff != null && first != null) {
                row.wrong(draft.flaws, Field.STAFF, staff.text(), Kind.NUMBER_TWICE, String.valueOf(first.row()));
            }
        }
        RowsTogether together = new RowsTogether(known, draft.flaws, file);
        people.forEach(together::check);
        PeopleJudge judge = new PeopleJudge(known, draft, file, agencies, today, by);
        Set<String> flawed = draft.flaws.stream()
                .map(flaw -> place(flaw.sheet(), flaw.row()))
                .collect(Collectors.toSet());
        for (PersonRow row : people) {
            StaffId staff = row.staff();
            AgencyId agency = row.agency();
            if (staff != null && agency != null && !flawed.contains(place(row.sheet(), row.row()))) {
                judge.judge(row, staff, agency);
            }
        }
    }

    private static String place(String sheet, int row) {
        return row + " " + sheet;
    }

    private int absent(List<PersonRow> people) {
        Set<StaffId> named = new HashSet<>();
        people.forEach(row -> {
            if (row.staff() != null) {
                named.add(row.staff());
            }
        });
        return (int) known.people().values().stream()
                .filter(member -> member.lastDay() == null && !named.contains(member.staff()))
                .count();
    }

    private static String word(String file, List<Decision> decisions) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.getBytes(StandardCharsets.UTF_8));
            for (Decision decision : decisions) {
                digest.update(Json.wireName(decision.fact().getClass()).getBytes(StandardCharsets.UTF_8));
                digest.update(Json.write(decision.fact()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

package io.yizhan.hub.attendance.roster;

import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the records say of rosters. */
public final class Rosters {

    private Rosters() {}

    private record Place(AgencyId agency, HalfDay half) {}

    private static final Comparator<Place> ORDER =
            Comparator.comparing((Place place) -> place.agency.text()).thenComparing(Place::half);

    /** Every half-day of these days, both included, for which a roster was set; by agency, then by time. */
    public static List<Front> fronts(Rows rows, LocalDate from, LocalDate to) throws SQLException {
        Map<Place, List<StaffId>> fronts = new TreeMap<>(ORDER);
        record Day(AgencyId agency, LocalDate day) {}
        for (Day set : rows.list(
                "SELECT agency, day FROM roster_day WHERE day BETWEEN ? AND ?",
                row -> new Day(new AgencyId(row.text("agency")), row.day("day")),
                from,
                to)) {
            for (Half half : Half.values()) {
                fronts.put(new Place(set.agency, new HalfDay(set.day, half)), new ArrayList<>());
            }
        }
        record Placed(Place place, StaffId staff) {}
        for (Placed each : rows.list(
                "SELECT agency, day, half, staff FROM roster_front WHERE day BETWEEN ? AND ? ORDER BY staff",
                row -> new Placed(
                        new Place(
                                new AgencyId(row.text("agency")),
                                new HalfDay(row.day("day"), row.word("half", Half.class))),
                        new StaffId(row.text("staff"))),
                from,
                to)) {
            fronts.computeIfAbsent(each.place, _ -> new ArrayList<>()).add(each.staff);
        }
        return fronts.entrySet().stream()
                .map(each -> new Front(each.getKey().agency, each.getKey().half, each.getValue()))
                .toList();
    }
}

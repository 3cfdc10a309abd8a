package io.yizhan.hub.attendance.month;

import io.yizhan.hub.attendance.reckoning.Usable;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At which readers a person could punch: where a finger of theirs stands, or their PIN, by that reader's own word; and
 * as long as the reader was in the hall.
 */
final class UsableReaders {

    /** Each stay of a device in the hall; the first has no beginning, since nobody was wanted there before it. */
    private static final String STAY = "SELECT h.device, h.to_ms, CASE WHEN EXISTS (SELECT 1 FROM hall_span p WHERE"
            + " p.device = h.device AND p.from_ms < h.from_ms) THEN h.from_ms END AS from_ms FROM hall_span h";

    /**
     * Each enrolment once for each time that its device was in the hall. A name that is given again may be another
     * sensor's: there only what it has said since then is sure.
     */
    private static final String WANTED = "SELECT e.staff, e.device, max(e.wanted_ms, coalesce(s.from_ms, e.wanted_ms))"
            + " AS wanted_ms, min(coalesce(e.withdrawn_ms, s.to_ms), coalesce(s.to_ms, e.withdrawn_ms)) AS until_ms,"
            + " (SELECT min(max(f.enrolled_ms, coalesce(s.from_ms, f.enrolled_ms))) FROM finger f WHERE f.enrolment ="
            + " e.enrolment AND f.device = e.device AND (s.to_ms IS NULL OR f.enrolled_ms < s.to_ms) AND (s.from_ms IS"
            + " NULL OR f.enrolled_ms >= s.from_ms OR f.standing = 1 AND f.at_ms >= s.from_ms)) AS first_ms FROM enrolment"
            + " e LEFT JOIN (" + STAY + ") s ON s.device = e.device WHERE s.device IS NULL OR (s.to_ms IS NULL OR"
            + " s.to_ms > e.wanted_ms) AND (s.from_ms IS NULL OR e.withdrawn_ms IS NULL OR e.withdrawn_ms > s.from_ms)";

    private UsableReaders() {}

    static Map<StaffId, List<Usable>> of(Rows rows, HallHours hours) throws SQLException {
        Map<StaffId, List<Usable>> usable = new HashMap<>();
        record Wanted(
                StaffId staff,
                DeviceId device,
                Instant wanted,
                @Nullable Instant enrolled,
                @Nullable Instant until) {}
        for (Wanted wanted : rows.list(
                WANTED,
                row -> new Wanted(
                        new StaffId(row.text("staff")),
                        new DeviceId(row.text("device")),
                        row.instant("wanted_ms"),
                        row.instantOrNull("first_ms"),
                        row.instantOrNull("until_ms")))) {
            add(
                    usable,
                    wanted.staff,
                    new Usable(
                            wanted.device,
                            hours.of(wanted.enrolled == null ? wanted.wanted : wanted.enrolled),
                            wanted.until == null ? null : hours.of(wanted.until),
                            wanted.enrolled != null));
        }
        pins(rows, hours, usable);
        return usable;
    }

    private static void add(Map<StaffId, List<Usable>> usable, StaffId staff, Usable reader) {
        usable.computeIfAbsent(staff, _ -> new ArrayList<>()).add(reader);
    }

    /** Where a reader has taken the PIN, and where it may have: its journal has not told yet what came of the order. */
    private static void pins(Rows rows, HallHours hours, Map<StaffId, List<Usable>> usable) throws SQLException {
        record Place(StaffId staff, Usable reader) {}
        for (Place place : rows.list(
                "SELECT staff, device, from_ms, to_ms, 1 AS sure FROM pin_place UNION ALL SELECT o.staff, o.device,"
                        + " CASE WHEN d.added_ms > s.from_ms THEN d.added_ms ELSE s.from_ms END, NULL, 0 FROM pin_delivery"
                        + " o JOIN device d ON d.device = o.device JOIN pin_span s ON s.staff = o.staff AND s.to_ms IS"
                        + " NULL WHERE o.drops = 0 AND o.device IN (SELECT device FROM station WHERE kind = ?) AND NOT"
                        + " EXISTS (SELECT 1 FROM pin_place p WHERE p.staff = o.staff AND p.device = o.device AND p.to_ms"
                        + " IS NULL)",
                row -> {
                    Instant to = row.instantOrNull("to_ms");
                    return new Place(
                            new StaffId(row.text("staff")),
                            new Usable(
                                    new DeviceId(row.text("device")),
                                    hours.of(row.instant("from_ms")),
                                    to == null ? null : hours.of(to),
                                    row.flag("sure")));
                },
                StationKind.READER)) {
            add(usable, place.staff, place.reader);
        }
    }
}

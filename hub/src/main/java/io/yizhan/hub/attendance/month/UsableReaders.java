package io.yizhan.hub.attendance.month;

import io.yizhan.hub.attendance.reckoning.Usable;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At which readers a person could punch: where a finger of theirs stands, by that reader's own word, and all of the
 * hall's for who has a PIN, since any of them may have a pad.
 */
final class UsableReaders {

    private UsableReaders() {}

    static Map<StaffId, List<Usable>> of(Rows rows, HallHours hours) throws SQLException {
        Map<StaffId, List<Usable>> usable = new HashMap<>();
        record Wanted(
                StaffId staff,
                DeviceId device,
                Instant wanted,
                @Nullable Instant enrolled,
                @Nullable Instant withdrawn) {}
        for (Wanted wanted : rows.list(
                "SELECT e.staff, e.device, e.wanted_ms, e.withdrawn_ms, (SELECT min(f.enrolled_ms) FROM finger f WHERE"
                        + " f.enrolment = e.enrolment AND f.device = e.device) AS first_ms FROM enrolment e",
                row -> new Wanted(
                        new StaffId(row.text("staff")),
                        new DeviceId(row.text("device")),
                        row.instant("wanted_ms"),
                        row.instantOrNull("first_ms"),
                        row.instantOrNull("withdrawn_ms")))) {
            add(
                    usable,
                    wanted.staff,
                    new Usable(
                            wanted.device,
                            hours.of(wanted.enrolled == null ? wanted.wanted : wanted.enrolled),
                            wanted.withdrawn == null ? null : hours.of(wanted.withdrawn),
                            wanted.enrolled != null));
        }
        List<DeviceId> readers = Devices.with(rows, StationKind.READER);
        for (Map.Entry<StaffId, LocalDate> pin : pins(rows, hours).entrySet()) {
            readers.forEach(reader -> add(usable, pin.getKey(), new Usable(reader, pin.getValue(), null)));
        }
        return usable;
    }

    private static void add(Map<StaffId, List<Usable>> usable, StaffId staff, Usable reader) {
        usable.computeIfAbsent(staff, _ -> new ArrayList<>()).add(reader);
    }

    /**
     * Since when somebody has a PIN. It stands in no journal, and setting a new one forgets the day of the first: so
     * since their first punch, where that is earlier.
     */
    private static Map<StaffId, LocalDate> pins(Rows rows, HallHours hours) throws SQLException {
        Map<StaffId, LocalDate> since = new HashMap<>();
        record Pin(StaffId staff, Instant set, @Nullable Instant punched) {}
        for (Pin pin : rows.list(
                "SELECT p.staff, p.set_ms, (SELECT u.at_ms FROM punch u WHERE u.staff = p.staff ORDER BY u.at_ms LIMIT"
                        + " 1) AS punched_ms FROM pin p",
                row -> new Pin(
                        new StaffId(row.text("staff")), row.instant("set_ms"), row.instantOrNull("punched_ms")))) {
            Instant first = pin.punched != null && pin.punched.isBefore(pin.set) ? pin.punched : pin.set;
            since.put(pin.staff, hours.of(first).toLocalDate());
        }
        return since;
    }
}

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
        for (Pin pin : pins(rows, hours)) {
            readers.forEach(reader -> add(usable, pin.staff, new Usable(reader, pin.first, pin.last)));
        }
        return usable;
    }

    private static void add(Map<StaffId, List<Usable>> usable, StaffId staff, Usable reader) {
        usable.computeIfAbsent(staff, _ -> new ArrayList<>()).add(reader);
    }

    /**
     * When somebody had a PIN, of days the whole. Who has one of which the journal says nothing, as it was set by an
     * earlier version, has it since then.
     */
    private static List<Pin> pins(Rows rows, HallHours hours) throws SQLException {
        return rows.list(
                "SELECT staff, from_ms, to_ms FROM pin_span UNION ALL SELECT p.staff, p.set_ms, NULL FROM pin p WHERE"
                        + " NOT EXISTS (SELECT 1 FROM pin_span s WHERE s.staff = p.staff)",
                row -> {
                    Instant erased = row.instantOrNull("to_ms");
                    return new Pin(
                            new StaffId(row.text("staff")),
                            hours.of(row.instant("from_ms")).toLocalDate(),
                            erased == null ? null : hours.of(erased).toLocalDate());
                });
    }

    /** @param last included; null while it stands */
    private record Pin(
            StaffId staff, LocalDate first, @Nullable LocalDate last) {}
}

package io.yizhan.hub.queue;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the records say of counters. */
public final class Counters {

    private Counters() {}

    /** All counters that a device of the hall has, 2 before 10; with their newest call since then. */
    public static List<CounterPlate> all(Rows rows, Instant since) throws SQLException {
        List<CounterPlate> plates = new ArrayList<>();
        for (CounterId counter : Devices.counters(rows)) {
            Optional<DeviceId> device = Devices.ofCounter(rows, counter);
            if (device.isPresent()) {
                plates.add(plate(rows, counter, device.get(), since));
            }
        }
        return plates;
    }

    /** How a counter is, by the newest word of the journals of its device. */
    static Optional<Seat> seat(Rows rows, CounterId counter, DeviceId device) throws SQLException {
        return rows.one(
                "SELECT condition, at_ms, earliest_ms AS at_earliest_ms, latest_ms AS at_latest_ms, staff, signed_ms,"
                        + " signed_seq, journal FROM counter_state"
                        + " WHERE counter = ? AND device = ? ORDER BY at_ms DESC, journal DESC LIMIT 1",
                Counters::seat,
                counter,
                device);
    }

    /** Who sits there, since when, and where in its journal that stands. */
    record Seat(
            CounterPlate.Condition condition,
            TrueTime at,
            @Nullable StaffId staff,
            @Nullable Instant signedInAt,
            long signedInSeq,
            JournalId journal) {}

    private static CounterPlate plate(Rows rows, CounterId counter, DeviceId device, Instant since)
            throws SQLException {
        Optional<Seat> seat = seat(rows, counter, device);
        return new CounterPlate(
                counter,
                device,
                seat.map(Seat::condition).orElse(CounterPlate.Condition.CLOSED),
                seat.map(Seat::at).orElse(null),
                seat.map(Seat::staff).orElse(null),
                seat.map(Seat::signedInAt).orElse(null),
                HallCalls.newest(rows, counter, since).orElse(null));
    }

    private static Seat seat(Row row) throws SQLException {
        String staff = row.textOrNull("staff");
        Long seq = row.numberOrNull("signed_seq");
        return new Seat(
                row.word("condition", CounterPlate.Condition.class),
                EntryTimes.keptAlways(row, "at"),
                staff == null ? null : new StaffId(staff),
                row.instantOrNull("signed_ms"),
                seq == null ? 0 : seq,
                new JournalId(row.text("journal")));
    }
}

package io.yizhan.hub.devices;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the records say of devices. Those that were removed are not among them. */
public final class Devices {

    private static final String DEVICE = "SELECT d.device, d.fingerprint, d.added_ms, d.added_earliest_ms,"
            + " d.added_latest_ms, b.at_ms AS booted_ms, b.earliest_ms AS booted_earliest_ms, b.latest_ms AS"
            + " booted_latest_ms, b.version FROM device d LEFT JOIN boot b ON (b.device, b.journal, b.seq) = (SELECT"
            + " n.device, n.journal, n.seq FROM boot n WHERE n.device = d.device ORDER BY n.at_ms DESC, n.journal DESC,"
            + " n.seq DESC LIMIT 1) WHERE d.removed_ms IS NULL";

    private Devices() {}

    /** All devices, by id. */
    public static List<HallDevice> all(Rows rows) throws SQLException {
        List<HallDevice> devices = new ArrayList<>();
        for (HallDevice device : rows.list(DEVICE + " ORDER BY d.device", Devices::bare)) {
            devices.add(whole(rows, device));
        }
        return devices;
    }

    public static Optional<HallDevice> find(Rows rows, DeviceId device) throws SQLException {
        Optional<HallDevice> found = rows.one(DEVICE + " AND d.device = ?", Devices::bare, device);
        return found.isEmpty() ? found : Optional.of(whole(rows, found.get()));
    }

    public static boolean knows(Rows rows, DeviceId device) throws SQLException {
        return rows.number("SELECT count(*) FROM device WHERE device = ? AND removed_ms IS NULL", device) > 0;
    }

    /** Those that were in the hall and are not now, by id. */
    public static List<DeviceId> removed(Rows rows) throws SQLException {
        return rows.list(
                "SELECT device FROM device WHERE removed_ms IS NOT NULL ORDER BY device",
                row -> new DeviceId(row.text("device")));
    }

    /** Its stations, in their order; none when it is unknown. */
    public static List<StationConfig> stations(Rows rows, DeviceId device) throws SQLException {
        return rows.list(
                "SELECT kind, station, series, rating_wait_s FROM station WHERE device = ? ORDER BY place",
                Devices::station,
                device);
    }

    /** The device at which this counter is. */
    public static Optional<DeviceId> ofCounter(Rows rows, CounterId counter) throws SQLException {
        return rows.one(
                "SELECT device FROM station WHERE kind = ? AND station = ?",
                row -> new DeviceId(row.text("device")),
                StationKind.COUNTER,
                counter);
    }

    /** The devices that have a station of this kind, by id. */
    public static List<DeviceId> with(Rows rows, StationKind kind) throws SQLException {
        return rows.list(
                "SELECT DISTINCT device FROM station WHERE kind = ? ORDER BY device",
                row -> new DeviceId(row.text("device")),
                kind);
    }

    /**
     * Entries that a device holds and the book has not, as far as its own words and its newest batch tell; 0 also when
     * nothing tells.
     *
     * @param told what its newest status says of its journal; null when none was heard
     */
    public static long unsent(Rows rows, DeviceId device, DeviceStatus.@Nullable JournalStatus told)
            throws SQLException {
        if (told == null) {
            return rows.number(
                    "SELECT j.last - j.through FROM journal j WHERE j.device = ? ORDER BY (SELECT e.position FROM entry"
                            + " e WHERE (e.device, e.journal, e.seq) = (j.device, j.journal, j.through)) DESC LIMIT 1",
                    device);
        }
        long through = rows.number("SELECT through FROM journal WHERE device = ? AND journal = ?", device, told.id());
        return Math.max(0, told.last() - Math.max(through, told.oldest() - 1));
    }

    /** All counters of the hall, 2 before 10. */
    public static List<CounterId> counters(Rows rows) throws SQLException {
        return rows.list(
                "SELECT station FROM station WHERE kind = ? ORDER BY length(station), station",
                row -> new CounterId(row.text("station")),
                StationKind.COUNTER);
    }

    /** What does not work now, the newest first. */
    public static List<OpenFault> faults(Rows rows) throws SQLException {
        return rows.list(FAULT + " ORDER BY f.since_ms DESC, f.device, f.part, f.kind", Devices::fault);
    }

    /** How an order ended, where its device's journal has told it. */
    public static Optional<CommandDone.Outcome> outcome(Rows rows, DeviceId device, CommandId command)
            throws SQLException {
        return rows.one(
                "SELECT outcome FROM command_done WHERE device = ? AND command = ?",
                row -> row.word("outcome", CommandDone.Outcome.class),
                device,
                command);
    }

    /** A fault is open when the newest word on it, over all journals of the device, is that it was raised. */
    private static final String FAULT = "SELECT f.device, f.part, f.kind, f.since_ms, f.since_earliest_ms,"
            + " f.since_latest_ms, f.detail FROM fault f"
            + " JOIN device d ON d.device = f.device AND d.removed_ms IS NULL"
            + " WHERE f.raised = 1 AND NOT EXISTS (SELECT 1 FROM fault g WHERE g.device = f.device AND g.part = f.part"
            + " AND g.kind = f.kind AND (g.since_ms > f.since_ms"
            + " OR g.since_ms = f.since_ms AND g.journal > f.journal))";

    private static HallDevice bare(Row row) throws SQLException {
        return new HallDevice(
                new DeviceId(row.text("device")),
                List.of(),
                EntryTimes.keptAlways(row, "added"),
                row.textOrNull("fingerprint"),
                EntryTimes.kept(row, "booted"),
                row.textOrNull("version"),
                List.of());
    }

    private static HallDevice whole(Rows rows, HallDevice bare) throws SQLException {
        return new HallDevice(
                bare.device(),
                stations(rows, bare.device()),
                bare.added(),
                bare.fingerprint(),
                bare.booted(),
                bare.version(),
                rows.list(FAULT + " AND f.device = ? ORDER BY f.since_ms DESC", Devices::fault, bare.device()));
    }

    private static OpenFault fault(Row row) throws SQLException {
        return new OpenFault(
                new DeviceId(row.text("device")),
                row.text("part"),
                row.text("kind"),
                EntryTimes.keptAlways(row, "since"),
                row.textOrNull("detail"));
    }

    private static StationConfig station(Row row) throws SQLException {
        StationId id = new StationId(row.text("station"));
        return switch (row.word("kind", StationKind.class)) {
            case READER -> new StationConfig.Reader(id);
            case KIOSK -> new StationConfig.Kiosk(id, series(row.textOrNull("series")));
            case COUNTER -> new StationConfig.Counter(id, row.integer("rating_wait_s"));
            case BOARD -> new StationConfig.Board(id);
            case VAULT -> new StationConfig.Vault(id);
        };
    }

    private static List<SeriesId> series(@Nullable String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(SeriesId::new).toList();
    }
}

package io.yizhan.hub.devices;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Id;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Devices and stations from the hub's journal; starts, faults and orders carried out from the terminals'. */
public final class DevicesProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS =
            List.of(DeviceAdded.class, StationsChanged.class, DeviceRemoved.class);

    /** Stations of one device; a Pi drives four counters at most. */
    private static final int STATIONS_MAX = 16;

    @Override
    public List<String> tables() {
        return List.of("device", "hall_span", "station", "boot", "fault", "command_done");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case DeviceAdded added -> add(tx, entry, added);
            case StationsChanged changed -> change(tx, changed);
            case DeviceRemoved removed -> remove(tx, entry, removed);
            case Booted booted -> boot(tx, entry, booted);
            case FaultRaised raised -> fault(tx, entry, raised.part(), raised.kind(), raised.detail(), true);
            case FaultCleared cleared -> fault(tx, entry, cleared.part(), cleared.kind(), cleared.detail(), false);
            case CommandDone done ->
                tx.update(
                        "INSERT INTO command_done (device, command, outcome, at_ms) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (device, command) DO UPDATE SET outcome = excluded.outcome,"
                                + " at_ms = excluded.at_ms WHERE (excluded.at_ms, excluded.outcome)"
                                + " < (command_done.at_ms, command_done.outcome)",
                        entry.device(),
                        done.command(),
                        done.outcome(),
                        entry.time().at());
            default -> {}
        }
    }

    @Override
    public void retime(Tx tx, Entry entry) throws SQLException {
        switch (entry.fact()) {
            case Booted _ ->
                retime(tx, entry, "UPDATE boot SET at_ms = ?, earliest_ms = NULL, latest_ms = NULL" + OF_ENTRY);
            case FaultRaised _ ->
                retime(
                        tx,
                        entry,
                        "UPDATE fault SET since_ms = ?, since_earliest_ms = NULL, since_latest_ms = NULL" + OF_ENTRY);
            default -> {}
        }
    }

    private static final String OF_ENTRY = " WHERE device = ? AND journal = ? AND seq = ?";

    private static void retime(Tx tx, Entry entry, String update) throws SQLException {
        tx.update(update, entry.time().at(), entry.device(), entry.journal(), entry.seq());
    }

    private static void add(Tx tx, Entry entry, DeviceAdded added) throws SQLException, RuleBrokenException {
        if (Devices.knows(tx, added.device())) {
            throw new RuleBrokenException("device " + added.device() + " is in the hall already: give the new one"
                    + " another id, or remove the old one first");
        }
        tx.update(
                "INSERT INTO device (device, fingerprint, added_ms, added_earliest_ms, added_latest_ms)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (device) DO UPDATE"
                        + " SET fingerprint = excluded.fingerprint, added_ms = excluded.added_ms, added_earliest_ms ="
                        + " excluded.added_earliest_ms, added_latest_ms = excluded.added_latest_ms, removed_ms = NULL",
                added.device(),
                added.fingerprint(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
        tx.update(
                "INSERT INTO hall_span (device, from_ms) VALUES (?, ?) ON CONFLICT (device, from_ms) DO UPDATE"
                        + " SET to_ms = NULL",
                added.device(),
                entry.time().at());
        place(tx, added.device(), added.stations());
    }

    private static void change(Tx tx, StationsChanged changed) throws SQLException, RuleBrokenException {
        checkKnown(tx, changed.device());
        tx.update("DELETE FROM station WHERE device = ?", changed.device());
        place(tx, changed.device(), changed.stations());
    }

    private static void remove(Tx tx, Entry entry, DeviceRemoved removed) throws SQLException, RuleBrokenException {
        checkKnown(tx, removed.device());
        tx.update("DELETE FROM station WHERE device = ?", removed.device());
        tx.update(
                "UPDATE device SET removed_ms = ? WHERE device = ?",
                entry.time().at(),
                removed.device());
        tx.update(
                "UPDATE hall_span SET to_ms = ? WHERE device = ? AND to_ms IS NULL",
                entry.time().at(),
                removed.device());
    }

    private static void checkKnown(Tx tx, DeviceId device) throws SQLException, RuleBrokenException {
        if (!Devices.knows(tx, device)) {
            throw new RuleBrokenException("device " + device + " is not in the hall: look at the list of devices");
        }
    }

    private static void place(Tx tx, DeviceId device, List<StationConfig> stations)
            throws SQLException, RuleBrokenException {
        if (stations.isEmpty() || stations.size() > STATIONS_MAX) {
            throw new RuleBrokenException(
                    "device " + device + " would have " + stations.size() + " stations: it needs 1 to " + STATIONS_MAX);
        }
        Set<String> names = new HashSet<>();
        for (int place = 0; place < stations.size(); place++) {
            StationConfig station = stations.get(place);
            if (!names.add(station.kind() + "/" + station.id())) {
                throw new RuleBrokenException("device " + device + " would have two stations " + station.id()
                        + " of one kind: give each a name of its own");
            }
            if (station instanceof StationConfig.Counter counter) {
                checkNobodyHas(tx, new CounterId(counter.id().text()));
            }
            tx.update(
                    "INSERT INTO station (device, place, kind, station, series, rating_wait_s)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    device,
                    place,
                    station.kind(),
                    station.id(),
                    series(station),
                    ratingWait(station));
        }
    }

    private static void checkNobodyHas(Tx tx, CounterId counter) throws SQLException, RuleBrokenException {
        Optional<DeviceId> owner = Devices.ofCounter(tx, counter);
        if (owner.isPresent()) {
            throw new RuleBrokenException("counter " + counter + " is at device " + owner.get() + " already: a counter"
                    + " is at one device; change that device first");
        }
    }

    private static @Nullable String series(StationConfig station) {
        return station instanceof StationConfig.Kiosk kiosk
                ? kiosk.series().stream().map(Id::text).collect(Collectors.joining(" "))
                : null;
    }

    private static @Nullable Integer ratingWait(StationConfig station) {
        return station instanceof StationConfig.Counter counter ? counter.ratingWaitS() : null;
    }

    private static void boot(Tx tx, Entry entry, Booted booted) throws SQLException {
        tx.update(
                "INSERT INTO boot (device, journal, seq, at_ms, earliest_ms, latest_ms, version, clock)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.device(),
                entry.journal(),
                entry.seq(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                booted.version(),
                booted.clock());
    }

    private static void fault(Tx tx, Entry entry, String part, String kind, @Nullable String detail, boolean raised)
            throws SQLException {
        tx.update(
                "INSERT INTO fault (device, journal, part, kind, raised, since_ms, since_earliest_ms, since_latest_ms,"
                        + " detail, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, journal, part, kind)"
                        + " DO UPDATE SET raised = excluded.raised, since_ms = excluded.since_ms, since_earliest_ms ="
                        + " excluded.since_earliest_ms, since_latest_ms = excluded.since_latest_ms, detail ="
                        + " excluded.detail, seq = excluded.seq WHERE excluded.seq > fault.seq",
                entry.device(),
                entry.journal(),
                part,
                kind,
                raised,
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                detail,
                entry.seq());
    }
}

package io.yizhan.hub.desk;

import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.Leases;
import io.yizhan.hub.queue.SeriesQueue;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the hall's screens and devices should show and be, from the records. No names but those a reader greets people
 * by.
 */
final class HallStates {

    /** Waiting tickets that are listed, some 300 KB; more are counted, and wait for the hub. */
    static final int TICKETS_MAX = 4_000;

    private HallStates() {}

    /** The hub's newest decision: grows with every change, over restarts too. */
    static long revision(Rows rows) throws SQLException {
        return rows.number("SELECT max(through) FROM journal WHERE device = ?", DeviceId.HUB);
    }

    static Services services(Rows rows, long revision) throws SQLException {
        return new Services(
                revision,
                HallServices.all(rows).stream().map(HallStates::service).toList());
    }

    static QueueState queue(Rows rows, Instant now, HallFace hall) throws SQLException {
        List<SeriesQueue> queues = SeriesQueue.all(rows, now, hall.zone());
        int share = TICKETS_MAX / Math.max(1, queues.size());
        return new QueueState(
                now.atZone(hall.zone()).toOffsetDateTime(),
                queues.stream().map(queue -> series(queue, share)).toList());
    }

    /** The config of every device in the hall; and of each that has left it, which is to be nothing any more. */
    static Map<DeviceId, DeviceConfig> configs(Rows rows, Instant now, HallFace hall, long revision)
            throws SQLException {
        OffsetDateTime at = now.atZone(hall.zone()).toOffsetDateTime();
        Map<DeviceId, DeviceConfig> configs = new LinkedHashMap<>();
        for (HallDevice device : Devices.all(rows)) {
            boolean reads = !device.stations(StationConfig.Reader.class).isEmpty();
            List<DeviceConfig.Enrolment> enrolments = reads
                    ? Enrolments.wantedAt(rows, device.device()).stream()
                            .map(HallStates::enrolment)
                            .toList()
                    : List.of();
            configs.put(
                    device.device(),
                    new DeviceConfig(
                            revision,
                            at,
                            hall.onTheWire(),
                            device.stations(),
                            Leases.of(rows, device.device(), at.toLocalDate()),
                            enrolments));
        }
        for (DeviceId gone : Devices.removed(rows)) {
            configs.put(gone, new DeviceConfig(revision, at, hall.onTheWire(), List.of(), List.of(), List.of()));
        }
        return configs;
    }

    private static Services.Service service(HallService service) {
        Map<String, String> bring = byLanguage(service.papers(), service.papersEn());
        return new Services.Service(
                service.service(),
                service.series(),
                byLanguage(service.name(), service.nameEn()),
                bring.isEmpty() ? null : bring,
                service.agency(),
                service.open(),
                service.counters());
    }

    private static Map<String, String> byLanguage(@Nullable String chinese, @Nullable String english) {
        Map<String, String> said = new LinkedHashMap<>();
        if (chinese != null) {
            said.put("zh-CN", chinese);
        }
        if (english != null) {
            said.put("en", english);
        }
        return said;
    }

    private static QueueState.Series series(SeriesQueue queue, int ticketsMax) {
        List<Integer> waitS = queue.expected()
                .map(wait -> List.of(
                        Math.toIntExact(wait.least().toSeconds()),
                        Math.toIntExact(wait.most().toSeconds())))
                .orElse(List.of());
        return new QueueState.Series(
                queue.series(),
                queue.tickets().size(),
                waitS,
                queue.tickets().stream()
                        .limit(ticketsMax)
                        .map(HallTicket::ticket)
                        .map(ticket ->
                                new QueueState.Waiting(ticket, queue.fallsTo().get(ticket)))
                        .toList());
    }

    private static DeviceConfig.Enrolment enrolment(Enrolment enrolment) {
        return new DeviceConfig.Enrolment(
                enrolment.position(), enrolment.enrolment(), enrolment.staff(), enrolment.name());
    }
}

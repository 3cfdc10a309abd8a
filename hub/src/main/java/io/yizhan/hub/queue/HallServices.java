package io.yizhan.hub.queue;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the records say of the services. */
public final class HallServices {

    private HallServices() {}

    /** All, in the order in which they were added. */
    public static List<HallService> all(Rows rows) throws SQLException {
        Map<ServiceId, List<CounterId>> counters = new LinkedHashMap<>();
        rows.list(
                "SELECT service, counter FROM service_counter ORDER BY service, place",
                row -> counters.computeIfAbsent(new ServiceId(row.text("service")), service -> new ArrayList<>())
                        .add(new CounterId(row.text("counter"))));
        return rows.list(
                "SELECT service, series, name, name_en, papers, papers_en, agency, open FROM service ORDER BY place",
                row -> service(row, counters));
    }

    /** One; empty where the hall has none of this id. */
    public static Optional<HallService> find(Rows rows, ServiceId service) throws SQLException {
        return all(rows).stream().filter(each -> each.service().equals(service)).findFirst();
    }

    /** The series of all services: what a kiosk gives out of which nothing else is said. */
    public static List<SeriesId> series(Rows rows) throws SQLException {
        return rows.list(
                "SELECT DISTINCT series FROM service ORDER BY series", row -> new SeriesId(row.text("series")));
    }

    private static HallService service(Row row, Map<ServiceId, List<CounterId>> counters) throws SQLException {
        ServiceId service = new ServiceId(row.text("service"));
        return new HallService(
                service,
                new SeriesId(row.text("series")),
                row.text("name"),
                row.textOrNull("name_en"),
                row.textOrNull("papers"),
                row.textOrNull("papers_en"),
                new AgencyId(row.text("agency")),
                row.flag("open"),
                counters.getOrDefault(service, List.of()));
    }
}

package io.yizhan.terminal.station;

import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.terminal.uplink.HallState;
import java.util.List;

/** What a service is called where people read it. */
public final class ServiceNames {

    private static final String CHINESE = "zh-CN";

    private ServiceNames() {}

    /** Its Chinese name, else any that it has, else its id. */
    public static String of(Service service) {
        String chinese = service.name().get(CHINESE);
        return chinese != null
                ? chinese
                : service.name().values().stream()
                        .findFirst()
                        .orElse(service.id().text());
    }

    /**
     * The name of the one service of a series; empty where several share it, since a number does not tell them apart.
     */
    static String ofSeries(SeriesId series, HallState hall) {
        List<Service> sharing = hall.services().stream()
                .flatMap(services -> services.services().stream())
                .filter(service -> service.series().equals(series))
                .toList();
        return sharing.size() == 1 ? of(sharing.getFirst()) : "";
    }
}

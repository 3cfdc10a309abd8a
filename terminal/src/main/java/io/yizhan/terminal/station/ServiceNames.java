package io.yizhan.terminal.station;

import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.terminal.uplink.HallState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a service is called, and what is to be brought for it, where people read it. */
public final class ServiceNames {

    private static final String CHINESE = "zh-CN";

    private ServiceNames() {}

    /** Its Chinese name, else any that it has, else its id. */
    public static String of(Service service) {
        return chinese(service.name()).orElse(service.id().text());
    }

    /** The papers to bring in Chinese, else in any language that there is; empty where the hall has not said them. */
    public static Optional<String> papers(Service service) {
        Map<String, String> bring = service.bring();
        return bring == null ? Optional.empty() : chinese(bring);
    }

    /** The papers of the service of this id. */
    static Optional<String> papers(ServiceId id, HallState hall) {
        return find(id, hall).flatMap(ServiceNames::papers);
    }

    /** The papers in this language alone. */
    public static Optional<String> papers(Service service, String language) {
        Map<String, String> bring = service.bring();
        return bring == null ? Optional.empty() : Optional.ofNullable(bring.get(language));
    }

    private static Optional<String> chinese(Map<String, String> byLanguage) {
        String chinese = byLanguage.get(CHINESE);
        return chinese != null
                ? Optional.of(chinese)
                : byLanguage.values().stream().findFirst();
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

    /** The name of a ticket's service, by its id where that is known here, else by its series. */
    static String ofTicket(TicketId ticket, @Nullable ServiceId service, HallState hall) {
        return find(service, hall).map(ServiceNames::of).orElseGet(() -> ofSeries(ticket.series(), hall));
    }

    private static Optional<Service> find(@Nullable ServiceId id, HallState hall) {
        return hall.services().stream()
                .flatMap(services -> services.services().stream())
                .filter(service -> service.id().equals(id))
                .findFirst();
    }
}

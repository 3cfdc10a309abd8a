package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hall offers a service 事项.
 *
 * @param counters that may call its tickets, the one that should be asked first first
 */
public record ServiceAdded(
        ServiceId service,
        SeriesId series,
        String name,
        @Nullable String nameEn,
        AgencyId agency,
        List<CounterId> counters)
        implements HubFact {

    public ServiceAdded {
        counters = List.copyOf(counters);
        if (name.isBlank() || counters.isEmpty()) {
            throw new IllegalArgumentException("service " + service + " needs a name and a counter at least");
        }
    }
}

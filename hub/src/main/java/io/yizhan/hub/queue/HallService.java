package io.yizhan.hub.queue;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service 事项 that the hall offers; its counters in the order in which they should be asked.
 *
 * @param papers to bring; null where the hall has not said them
 */
public record HallService(
        ServiceId service,
        SeriesId series,
        String name,
        @Nullable String nameEn,
        @Nullable String papers,
        @Nullable String papersEn,
        AgencyId agency,
        boolean open,
        List<CounterId> counters) {

    public HallService {
        counters = List.copyOf(counters);
    }
}

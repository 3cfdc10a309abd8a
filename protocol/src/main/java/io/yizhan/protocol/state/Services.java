package io.yizhan.protocol.state;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the hall offers. */
public record Services(long revision, List<Service> services) {

    public Services {
        services = List.copyOf(services);
    }

    /**
     * One service.
     *
     * @param name by BCP 47 language
     * @param bring the papers to bring, by BCP 47 language; absent where the hall has not said them
     */
    public record Service(
            ServiceId id,
            SeriesId series,
            Map<String, String> name,
            @Nullable Map<String, String> bring,
            AgencyId agency,
            boolean open,
            List<CounterId> counters) {
        public Service {
            name = Collections.unmodifiableMap(new LinkedHashMap<>(name)); // in the order of writing
            bring = bring == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(bring));
            counters = List.copyOf(counters);
        }
    }
}

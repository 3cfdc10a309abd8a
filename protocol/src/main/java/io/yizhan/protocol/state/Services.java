package io.yizhan.protocol.state;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the hall offers. */
public record Services(long revision, List<Service> services) {

    public Services {
        services = List.copyOf(services);
    }

    /** One service, its name by BCP 47 language. */
    public record Service(
            ServiceId id,
            SeriesId series,
            Map<String, String> name,
            AgencyId agency,
            boolean open,
            List<CounterId> counters) {
        public Service {
            name = Collections.unmodifiableMap(new LinkedHashMap<>(name)); // in the order of writing
            counters = List.copyOf(counters);
        }
    }
}

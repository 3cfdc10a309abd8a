package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service is called, whose it is and where it is done, all of it, from now on. Its letters stay: tickets that
 * wait have them.
 *
 * @param name as in {@link ServiceAdded}
 * @param counters that may call its tickets, the one that should be asked first first
 * @param by the account that recorded it
 */
public record ServiceChanged(
        ServiceId service, String name, @Nullable String nameEn, AgencyId agency, List<CounterId> counters, String by)
        implements HubFact {

    public ServiceChanged {
        counters = List.copyOf(counters);
        ServiceAdded.check(name, nameEn, counters);
    }
}

package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.staff.Wording;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hall offers a service 事项.
 *
 * @param name one line of at most {@value #NAME_MAX} characters
 * @param nameEn one line of at most {@value #NAME_EN_MAX} characters
 * @param counters that may call its tickets, the one that should be asked first first
 * @param by the account that recorded it; null in entries of older versions, and of a hall that is furnished
 */
public record ServiceAdded(
        ServiceId service,
        SeriesId series,
        String name,
        @Nullable String nameEn,
        AgencyId agency,
        List<CounterId> counters,
        @Nullable String by)
        implements HubFact {

    public static final int NAME_MAX = 40;
    public static final int NAME_EN_MAX = 2 * NAME_MAX;

    public ServiceAdded {
        counters = List.copyOf(counters);
        check(name, nameEn, counters);
    }

    /** One that nobody's account stands for. */
    public ServiceAdded(
            ServiceId service,
            SeriesId series,
            String name,
            @Nullable String nameEn,
            AgencyId agency,
            List<CounterId> counters) {
        this(service, series, name, nameEn, agency, counters, null);
    }

    static void check(String name, @Nullable String nameEn, List<CounterId> counters) {
        Wording.check("a service's name", name, NAME_MAX);
        if (nameEn != null) {
            Wording.check("a service's name in English", nameEn, NAME_EN_MAX);
        }
        if (counters.isEmpty() || Set.copyOf(counters).size() != counters.size()) {
            throw new IllegalArgumentException(
                    "a service has one counter at least, and each once, but here are " + counters);
        }
    }
}

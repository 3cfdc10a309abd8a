package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * An agency 进驻机构 is in the hall; also one that was gone comes back so.
 *
 * @param by the account that recorded it; null in entries of older versions, and of a hall that is furnished
 */
public record AgencyAdded(
        AgencyId agency,
        String name,
        @Nullable String nameEn,
        @Nullable String by) implements CareerFact {

    /** One that nobody's account stands for. */
    public AgencyAdded(AgencyId agency, String name, @Nullable String nameEn) {
        this(agency, name, nameEn, null);
    }
}

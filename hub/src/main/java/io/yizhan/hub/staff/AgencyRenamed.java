package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * An agency has another name from now on; what was published keeps the former one.
 *
 * @param by the account that recorded it
 */
public record AgencyRenamed(
        AgencyId agency, String name, @Nullable String nameEn, String by) implements CareerFact {

    public AgencyRenamed {
        Wording.check("an agency's name", name, Wording.AGENCY_MAX);
    }
}

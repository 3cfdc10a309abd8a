package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * An agency sends somebody to the counters.
 *
 * @param post what the plate says of the person's work; null when nothing
 */
public record StaffAdded(
        StaffId staff,
        String name,
        AgencyId agency,
        @Nullable String post) implements HubFact {}

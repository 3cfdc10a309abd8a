package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import org.jspecify.annotations.Nullable;

/** An agency 进驻机构 is in the hall. */
public record AgencyAdded(
        AgencyId agency, String name, @Nullable String nameEn) implements HubFact {}

package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import org.jspecify.annotations.Nullable;

/** A resident agency 进驻机构 and how many people it has at the counters. */
public record Agency(AgencyId agency, String name, @Nullable String nameEn, int staff) {}

package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/** An account is something else in the hall from now on. */
public record AccountRoleChanged(
        String account,
        Role role,
        @Nullable StaffId staff,
        @Nullable AgencyId agency,
        String by) implements HubFact {}

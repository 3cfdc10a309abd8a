package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/** Somebody may sign in from now on. The password is in no journal. */
public record AccountAdded(
        String account,
        Role role,
        @Nullable StaffId staff,
        @Nullable AgencyId agency,
        String by) implements HubFact {}

package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * A program may use the interface from now on. The token is in no journal.
 *
 * @param role null in entries from before programs had one: those are {@link Role#ADMIN}
 */
public record ApiTokenAdded(
        String name,
        @Nullable Role role,
        @Nullable StaffId staff,
        @Nullable AgencyId agency,
        String by) implements HubFact {

    static ApiTokenAdded of(String name, Standing standing, String by) {
        return new ApiTokenAdded(name, standing.role(), standing.staff(), standing.agency(), by);
    }
}

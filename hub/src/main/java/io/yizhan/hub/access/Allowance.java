package io.yizhan.hub.access;

import io.yizhan.protocol.id.AgencyId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a standing lets do at this moment.
 *
 * @param present where its person works at present; null where that is nobody's, or somebody's who works here no longer
 */
public record Allowance(Standing standing, @Nullable AgencyId present) {

    /** How far it may do this; empty when not at all. */
    public Optional<Reach> reach(Right right) {
        if (standing.role().bound() == Role.Bound.PERSON && (present == null || standing.staff() == null)) {
            return Optional.empty();
        }
        return Rights.of(standing.role(), right).flatMap(this::reach);
    }

    public boolean may(Right right) {
        return reach(right).isPresent();
    }

    private Optional<Reach> reach(Rights.Extent extent) {
        return switch (extent) {
            case HALL -> Optional.of(new Reach.Hall());
            case AGENCY ->
                Optional.ofNullable(standing.role().bound() == Role.Bound.AGENCY ? standing.agency() : present)
                        .map(Reach.OfAgency::new);
            case PERSON -> Optional.ofNullable(standing.staff()).map(Reach.OfPerson::new);
        };
    }
}

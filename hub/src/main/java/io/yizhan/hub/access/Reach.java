package io.yizhan.hub.access;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To what a right extends. A question is narrowed by {@link #within}; what is already read, or is about to be changed,
 * is held against {@link #covers}.
 */
public sealed interface Reach {

    /** Everything. */
    record Hall() implements Reach {}

    /** One agency and its people. */
    record OfAgency(AgencyId agency) implements Reach {}

    /** One person's own. */
    record OfPerson(StaffId staff) implements Reach {}

    /**
     * What a question must filter by, whatever else it filters by.
     *
     * @param agency null for all agencies
     * @param staff null for everybody in these agencies
     */
    record Within(@Nullable AgencyId agency, @Nullable StaffId staff) {

        /** Whether the filter lets this person through. */
        public boolean holds(AgencyId worksAt, StaffId person) {
            return (agency == null || agency.equals(worksAt)) && (staff == null || staff.equals(person));
        }
    }

    /** All that is within reach. */
    default Within whole() {
        return switch (this) {
            case Hall() -> new Within(null, null);
            case OfAgency(AgencyId agency) -> new Within(agency, null);
            case OfPerson(StaffId staff) -> new Within(null, staff);
        };
    }

    /**
     * What is asked for, as far as it is within reach; empty when it cannot be. No records are asked: so the answer is
     * the same for what is there and for what is not.
     *
     * @param agency null asks for all
     * @param staff null asks for everybody
     */
    default Optional<Within> within(@Nullable AgencyId agency, @Nullable StaffId staff) {
        Within whole = whole();
        boolean foreign = (whole.agency != null && agency != null && !agency.equals(whole.agency))
                || (whole.staff != null && staff != null && !staff.equals(whole.staff));
        return foreign
                ? Optional.empty()
                : Optional.of(new Within(
                        whole.agency == null ? agency : whole.agency, whole.staff == null ? staff : whole.staff));
    }

    /**
     * Whether this person's matters are within reach.
     *
     * @param agency where the person works; null where nobody knows the person
     */
    default boolean covers(@Nullable AgencyId agency, StaffId staff) {
        return switch (this) {
            case Hall() -> true;
            case OfAgency(AgencyId own) -> own.equals(agency);
            case OfPerson(StaffId own) -> own.equals(staff);
        };
    }

    /** Whether the matters of this whole agency are within reach. */
    default boolean covers(AgencyId agency) {
        return switch (this) {
            case Hall() -> true;
            case OfAgency(AgencyId own) -> own.equals(agency);
            case OfPerson(StaffId _) -> false;
        };
    }
}

package io.yizhan.hub.access;

import io.yizhan.hub.store.Row;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account or a token is in the hall. Whatever a journal says can be one; what does not fit its role reaches
 * nothing, and is refused where it is decided.
 *
 * @param agency whose matters it leads; of an {@link Role#AGENCY_LEADER} only
 * @param staff whom it belongs to; of a {@link Role#CHIEF_REPRESENTATIVE} and a {@link Role#CLERK} always
 */
public record Standing(
        Role role, @Nullable AgencyId agency, @Nullable StaffId staff) {

    /** Of a role that needs neither. */
    public static Standing of(Role role) {
        return new Standing(role, null, null);
    }

    public static Standing of(Role role, AgencyId agency) {
        return new Standing(role, agency, null);
    }

    public static Standing of(Role role, StaffId staff) {
        return new Standing(role, null, staff);
    }

    static Standing of(Row row) throws SQLException {
        @Nullable String agency = row.textOrNull("agency");
        @Nullable String staff = row.textOrNull("staff");
        return new Standing(
                row.word("role", Role.class),
                agency == null ? null : new AgencyId(agency),
                staff == null ? null : new StaffId(staff));
    }

    /** Why this cannot be one; empty when it can. */
    Optional<Outcome.Refused> flaw() {
        return switch (role.bound()) {
            case AGENCY ->
                agency == null
                        ? refused(Outcome.Why.NEEDS_AGENCY, "a leader in charge needs an agency: name it")
                        : staff == null ? Optional.empty() : tooMuch();
            case PERSON ->
                staff == null
                        ? refused(Outcome.Why.NEEDS_STAFF, "this role needs a staff number: say whose it is")
                        : agency == null ? Optional.empty() : tooMuch();
            case NOTHING -> agency == null && staff == null ? Optional.empty() : tooMuch();
        };
    }

    private Optional<Outcome.Refused> tooMuch() {
        return refused(
                Outcome.Why.NEEDS_NEITHER,
                "an agency or a staff number was named, and the role has no place for it: leave it away");
    }

    private static Optional<Outcome.Refused> refused(Outcome.Why why, String say) {
        return Optional.of(new Outcome.Refused(why, say));
    }
}

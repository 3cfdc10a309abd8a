package io.yizhan.hub.attendance.decision;

import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.Role;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Who decides.
 *
 * @param account an account's name, or {@code program NAME}
 * @param staff whose account it is; null for nobody's at the counters
 * @param role whose work it does
 * @param agency that it leads or works for; null for one of the whole hall
 */
public record Actor(
        String account,
        @Nullable StaffId staff,
        Role role,
        @Nullable AgencyId agency) {

    public static Actor of(String account, Allowance allowance) {
        return new Actor(
                account,
                allowance.standing().staff(),
                allowance.standing().role(),
                allowance.standing().role() == Role.AGENCY_LEADER
                        ? allowance.standing().agency()
                        : allowance.present());
    }

    /**
     * Whether it concerns the one who decides: as who asked, or as whom it is about.
     *
     * @param asker whose account or token asked; null for one that is nobody's at the counters
     */
    public boolean is(String askingAccount, @Nullable StaffId asker, StaffId about) {
        return account.equals(askingAccount) || (staff != null && (staff.equals(asker) || staff.equals(about)));
    }
}

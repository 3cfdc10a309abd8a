package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the reckoning knows beside the person.
 *
 * @param covered for each reader the times of which nothing of it is missing; a reader that was never heard of has none
 * @param now the moment at which it reckons
 */
public record KnownOfHall(
        RuleBook rules,
        Calendar calendar,
        Map<DeviceId, List<Covered>> covered,
        List<Waiver> waivers,
        LocalDateTime now) {

    public KnownOfHall {
        covered = Map.copyOf(covered);
        waivers = List.copyOf(waivers);
    }

    /** Whether nothing can be missing of this reader in [from, to): it was heard of, or is known to have been dead. */
    boolean isComplete(DeviceId device, LocalDateTime from, LocalDateTime to) {
        List<Covered> known = new ArrayList<>(covered.getOrDefault(device, List.of()));
        for (Waiver waiver : waivers) {
            if (waiver.device().equals(device)) {
                known.add(new Covered(waiver.from(), waiver.to()));
            }
        }
        known.sort(Comparator.comparing(Covered::from));
        LocalDateTime reached = from;
        for (Covered each : known) {
            if (!each.from().isAfter(reached) && each.to().isAfter(reached)) {
                reached = each.to();
            }
        }
        return !reached.isBefore(to);
    }
}

package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * What the reckoning knows beside the person.
 *
 * @param completeTo for each reader the moment before which nothing of it is missing; none: nothing was ever heard
 * @param now the moment at which it reckons
 */
public record KnownOfHall(
        RuleBook rules,
        Calendar calendar,
        Map<DeviceId, LocalDateTime> completeTo,
        List<Waiver> waivers,
        LocalDateTime now) {

    public KnownOfHall {
        completeTo = Map.copyOf(completeTo);
        waivers = List.copyOf(waivers);
    }

    /** Whether nothing can be missing of this reader in [from, to): it was heard of, or is known to have been dead. */
    boolean isComplete(DeviceId device, LocalDateTime from, LocalDateTime to) {
        LocalDateTime known = from;
        LocalDateTime heard = completeTo.get(device);
        if (heard != null && heard.isAfter(known)) {
            known = heard;
        }
        List<Waiver> dead = waivers.stream()
                .filter(each -> each.device().equals(device))
                .sorted((one, other) -> one.from().compareTo(other.from()))
                .toList();
        for (Waiver waiver : dead) {
            if (!waiver.from().isAfter(known) && waiver.to().isAfter(known)) {
                known = waiver.to();
            }
        }
        return !known.isBefore(to);
    }
}

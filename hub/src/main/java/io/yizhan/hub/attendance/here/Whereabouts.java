package io.yizhan.hub.attendance.here;

import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.Seen;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.protocol.id.DeviceId;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is now, as far as punches and leave of the present half-day say. Pure.
 *
 * @param seen the punch or correction since which the person is here, or gone
 * @param leave for what the person is away
 * @param reader that has not told what it knows; null where that is not why it is pending
 */
public record Whereabouts(
        State state,
        @Nullable Seen seen,
        @Nullable LeaveType leave,
        @Nullable DeviceId reader) {

    /** In the order in which they are shown. */
    public enum State {
        HERE,
        /** Nothing was seen in this half-day, and every reader is heard. */
        NOT_SEEN,
        /** Nothing was seen, and something that may have been seen is not known yet. */
        PENDING,
        GONE,
        BUSINESS,
        LEAVE,
        /** The day is not worked, or nobody knows whether it is. */
        NOT_ASKED
    }

    /** Without the kind of leave, for who may know no more than that the person is away. */
    Whereabouts withoutLeave() {
        return leave == null ? this : new Whereabouts(state, seen, null, reader);
    }

    /** Whether the person surely is not at the counter. */
    public boolean isAway() {
        return state == State.NOT_SEEN || state == State.GONE || state == State.BUSINESS || state == State.LEAVE;
    }

    /** @param silent readers of this person that are not heard at present */
    static Whereabouts of(PersonDay day, LocalTime now, Set<DeviceId> silent) {
        if (day.slots().isEmpty()) {
            return new Whereabouts(State.NOT_ASKED, null, null, null);
        }
        List<SlotOutcome> present = HalfNow.slots(day, now);
        for (SlotOutcome slot : present.reversed()) {
            Seen seen = slot.taken();
            if (seen != null) {
                boolean out = slot.slot().direction() == Direction.OUT;
                return new Whereabouts(out ? State.GONE : State.HERE, seen, null, null);
            }
        }
        Half half = HalfNow.half(day, now);
        for (SlotOutcome slot : present) {
            if (slot.slot().half() == half && slot.leave() != null) {
                LeaveType type = slot.leave().type();
                return new Whereabouts(type.isBusiness() ? State.BUSINESS : State.LEAVE, null, type, null);
            }
        }
        return unseen(present, silent);
    }

    private static Whereabouts unseen(List<SlotOutcome> present, Set<DeviceId> silent) {
        for (SlotOutcome slot : present) {
            Waiver dead = slot.waiver();
            if (dead != null) {
                return new Whereabouts(State.PENDING, null, null, dead.device());
            }
            for (Wait wait : slot.waits()) {
                if (wait.reason() != Wait.Reason.NOT_OVER) {
                    return new Whereabouts(State.PENDING, null, null, wait.device());
                }
            }
        }
        return silent.stream()
                .min((one, other) -> one.text().compareTo(other.text()))
                .map(reader -> new Whereabouts(State.PENDING, null, null, reader))
                .orElseGet(() -> new Whereabouts(State.NOT_SEEN, null, null, null));
    }
}

package io.yizhan.hub.api;

import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** What programs send about leave, corrections, dead readers and rosters. Days and times are of the hall's zone. */
public final class LeaveWishes {

    private LeaveWishes() {}

    /** @param slots ids of slots of {@code fromDay}; none: whole half-days from the first to the last, both included */
    public record AskLeave(
            StaffId staff,
            LeaveType type,
            LocalDate fromDay,
            Half fromHalf,
            LocalDate toDay,
            Half toHalf,
            List<String> slots,
            String reason) {

        public AskLeave {
            slots = List.copyOf(slots);
        }
    }

    /** The first half-day that is leave no longer; not after the leave's first: all of it. */
    public record CancelLeave(LocalDate fromDay, Half fromHalf, String reason) {}

    /** Of a refusal, or a withdrawal. */
    public record WithReason(String reason) {}

    /** @param at such as {@code 2026-11-23T08:31} */
    public record AskCorrection(StaffId staff, LocalDateTime at, String reason, String evidence) {}

    /** A reader was dead in [from, to). */
    public record GiveWaiver(DeviceId device, LocalDateTime from, LocalDateTime to, String reason, String evidence) {}

    /** All of these days, or none. */
    public record SetRoster(AgencyId agency, List<RosterDay> days) {

        public SetRoster {
            days = List.copyOf(days);
        }
    }

    /** Who is at the front on a day. */
    public record RosterDay(LocalDate day, List<StaffId> morning, List<StaffId> afternoon) {

        public RosterDay {
            morning = List.copyOf(morning);
            afternoon = List.copyOf(afternoon);
        }
    }
}

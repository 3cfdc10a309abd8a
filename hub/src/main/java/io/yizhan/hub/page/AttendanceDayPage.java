package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.hub.attendance.leave.Leaves;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.Seen;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Figure;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's day, opened: every outcome down to the punch, its bounds, the rule and the article that made it. */
public final class AttendanceDayPage {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Site site;
    private final Months months;

    AttendanceDayPage(Site site, Months months) {
        this.site = site;
        this.months = months;
    }

    /**
     * What the template shows.
     *
     * @param leaves that excuse any of its slots, by id
     */
    public record View(
            Frame frame,
            StaffMember person,
            Agency agency,
            PersonDay day,
            @Nullable String holiday,
            Map<String, LeaveReader.LeaveLine> leaves) {

        /** The leave that excuses this slot; null for none. */
        public LeaveReader.@Nullable LeaveLine leave(SlotOutcome slot) {
            return slot.leave() == null ? null : leaves.get(slot.leave().id());
        }

        public String outcome(SlotOutcome slot) {
            return AttendancePage.outcome(frame.speech(), slot);
        }

        /** Why: the rule in words, with its limits. */
        public String why(SlotOutcome slot) {
            Slot of = slot.slot();
            String due = MINUTE.format(of.due());
            String limit = MINUTE.format(of.limit());
            String side = of.direction() == Direction.IN ? "in" : "out";
            return switch (slot.mark()) {
                case ON_TIME -> frame.say("attendance.why.on-time." + side, due, limit);
                case LATE -> frame.say("attendance.why.late", due, limit, slot.minutes());
                case EARLY -> frame.say("attendance.why.early", due, limit, slot.minutes());
                case MISSED -> frame.say("attendance.why.missed", MINUTE.format(of.closes()));
                case LEAVE, BUSINESS ->
                    slot.leave() == null
                            ? ""
                            : frame.say(
                                    "attendance.why.leave",
                                    frame.say("leave.type."
                                            + Json.wireName(slot.leave().type())));
                case OUTAGE ->
                    slot.waiver() == null
                            ? ""
                            : frame.say(
                                    "attendance.why.outage",
                                    slot.waiver().device().text(),
                                    DAY_AND_MINUTE.format(slot.waiver().from()),
                                    DAY_AND_MINUTE.format(slot.waiver().to()));
                case PENDING -> frame.say("attendance.why.pending");
            };
        }

        /** What must be known first, and what to do. */
        public String wait(Wait wait) {
            return frame.say(
                    "attendance.wait." + Json.wireName(wait.reason()),
                    wait.device() == null ? "" : wait.device().text());
        }

        /** A time as far as it is known. */
        public String time(Seen seen) {
            return seen.isExact()
                    ? minute(seen.earliest())
                    : frame.say("time.between", minute(seen.earliest()), minute(seen.latest()));
        }

        private String minute(LocalDateTime at) {
            return at.toLocalDate().equals(day.day()) ? MINUTE.format(at) : DAY_AND_MINUTE.format(at);
        }

        public String hours(Slot slot) {
            return MINUTE.format(slot.opens()) + "–" + MINUTE.format(slot.closes());
        }

        public String due(Slot slot) {
            return MINUTE.format(slot.due());
        }

        public String days(int halfDays) {
            return Figure.days(halfDays);
        }

        public String address(LocalDate other) {
            return Tab.ATTENDANCE.path() + "/" + person.staff().text() + "/" + other;
        }

        /** The month, at this person's row. */
        public String month() {
            return Tab.ATTENDANCE.path() + "?month=" + YearMonth.from(day.day()) + "#"
                    + AttendancePage.anchor(person.staff(), agency.agency());
        }
    }

    Route route() {
        return Route.get(Tab.ATTENDANCE.path() + "/{staff}/{day}", Right.SEE_ATTENDANCE, this::show);
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.ATTENDANCE);
        StaffId staff = id(ctx.pathParam("staff"));
        LocalDate day = day(ctx.pathParam("day"));
        Reach reach = Gate.reach(ctx);
        View view = site.read(rows -> view(rows, ctx, frame, staff, day))
                .orElseThrow(() -> site.read(rows -> refusal(rows, staff, reach)));
        site.show(ctx, "attendance-day", view);
    }

    /** The same for another agency's people as for nobody. */
    private static RefusedException refusal(Rows rows, StaffId staff, Reach reach) throws SQLException {
        @Nullable StaffMember person = People.find(rows, staff).orElse(null);
        return reach.covers(person == null ? null : person.agency().agency(), staff)
                ? new RefusedException(
                        Refusal.NOT_FOUND, "nobody here has this staff number, or the person is not employed then")
                : Gate.notAllowed();
    }

    private Optional<View> view(Rows rows, Context ctx, Frame frame, StaffId staff, LocalDate day) throws SQLException {
        Reach reach = Gate.reach(ctx);
        StaffMember person = People.find(rows, staff).orElse(null);
        if (person == null) {
            return Optional.empty();
        }
        for (PersonMonth month : months.known(
                        rows,
                        day,
                        day,
                        new Reach.Within(null, staff),
                        frame.speech().now())
                .reckon(day, day)) {
            if (month.staff().equals(staff) && reach.covers(month.agency(), staff)) {
                Agency agency = People.everyAgency(rows).stream()
                        .filter(each -> each.agency().equals(month.agency()))
                        .findFirst()
                        .orElse(person.agency());
                return Optional.of(new View(
                        frame,
                        person,
                        agency,
                        month.days().getFirst(),
                        RulesOnRecord.calendar(rows).name(day),
                        leaves(
                                rows,
                                new LeaveReader(rows, ctx, frame.speech()),
                                month.days().getFirst())));
            }
        }
        return Optional.empty();
    }

    private static Map<String, LeaveReader.LeaveLine> leaves(Rows rows, LeaveReader reader, PersonDay day)
            throws SQLException {
        Map<String, LeaveReader.LeaveLine> leaves = new HashMap<>();
        for (SlotOutcome slot : day.slots()) {
            Leave leave = slot.leave();
            Optional<LeaveRequest> request = leave == null ? Optional.empty() : Leaves.find(rows, leave.id());
            if (request.isPresent()) {
                leaves.put(request.get().id(), reader.line(request.get()));
            }
        }
        return leaves;
    }

    private static StaffId id(String text) {
        try {
            return new StaffId(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, "\"" + text + "\" is no day; write one such as 2026-11-23");
        }
    }
}

package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Deciding;
import io.yizhan.hub.attendance.decision.NotDecidedException;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is decided about leave, trips and site visits (NC 36). Whether who decides may decide about this person at all,
 * the caller has asked. For any thread.
 */
public final class LeaveDecisions {

    /** From today, either way: paper comes late, and nobody plans longer. */
    private static final int DAYS_AWAY_MAX = 366;

    private final Deciding deciding;
    private final WorkedDays.Source workedDays;
    private final ClosedMonths closed;

    public LeaveDecisions(Deciding deciding, WorkedDays.Source workedDays, ClosedMonths closed) {
        this.deciding = deciding;
        this.workedDays = workedDays;
        this.closed = closed;
    }

    public Decided ask(LeaveWish wish, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", wish.reason());
            WorkedDays days = workedDays.of(tx);
            Leave leave = leave(days, wish);
            checkTime(days, leave);
            LocalDate first = leave.from().day();
            AgencyId agency = Employment.agency(tx, wish.staff(), first);
            Employment.agency(tx, wish.staff(), leave.to().day()); // refuses who works here no longer by then
            checkOpen(tx, wish.staff(), leave.from(), leave.to());
            List<Leave> others = Leaves.standing(tx, wish.staff()).stream()
                    .map(LeaveRequest::leave)
                    .toList();
            checkFree(wish.staff(), leave, others);
            StaffId chief = Employment.chief(tx, agency, first);
            boolean chiefMayApprove = chief != null && !chief.equals(actor.staff());
            List<Capacity> needs = LeaveRule.needs(
                    wish.staff().equals(chief), chiefMayApprove, days.halfDays(days.together(leave, others)));
            deciding.enter(
                    tx,
                    new LeaveAsked(
                            leave.id(),
                            wish.staff(),
                            agency,
                            leave.type(),
                            leave.from(),
                            leave.to(),
                            leave.slots(),
                            wish.reason().strip(),
                            needs,
                            actor.account()));
            return leave.id();
        });
    }

    public Decided approve(String id, Actor actor) {
        return deciding.decide(tx -> {
            LeaveRequest request = open(tx, id);
            checkTurn(tx, request, actor);
            Capacity office = LeaveRule.office(actor.role());
            if (office == null || request.needs().isEmpty()) {
                throw notYours(id);
            }
            checkOpen(
                    tx, request.staff(), request.leave().from(), request.leave().to());
            deciding.enter(tx, new LeaveApproved(id, office, actor.account()));
            return id;
        });
    }

    public Decided refuse(String id, String reason, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", reason);
            checkTurn(tx, open(tx, id), actor);
            deciding.enter(tx, new LeaveRefused(id, reason.strip(), actor.account()));
            return id;
        });
    }

    public Decided file(String id, Actor actor) {
        return deciding.decide(tx -> {
            LeaveRequest request = known(tx, id);
            if (request.state() == LeaveState.ASKED && !request.needs().isEmpty()) {
                throw new NotDecidedException(
                        Why.NOT_APPROVED, "leave " + id + " is not approved yet: it is filed afterwards");
            }
            if (!request.waitsForFiling()) {
                throw decided(request);
            }
            if (request.needs().isEmpty()) {
                if (actor.is(request.askedBy(), request.asker(), request.staff())) {
                    throw own(id);
                }
                checkOpen(
                        tx,
                        request.staff(),
                        request.leave().from(),
                        request.leave().to());
            }
            deciding.enter(tx, new LeaveFiled(id, actor.account()));
            return id;
        });
    }

    /** @param from the first half-day that is leave no longer; not after its first: all of it */
    public Decided cancel(String id, HalfDay from, String reason, Actor actor) {
        return deciding.decide(tx -> {
            Texts.require("reason", reason);
            LeaveRequest request = known(tx, id);
            Leave leave = request.leave();
            if (!request.state().stands()) {
                throw decided(request);
            }
            if (from.compareTo(leave.to()) > 0) {
                throw new NotDecidedException(
                        Why.NOTHING_TO_CANCEL,
                        "leave " + id + " ends with " + leave.to() + ": there is nothing to cancel from " + from
                                + " on",
                        leave.to().day());
            }
            HalfDay first = from.compareTo(leave.from()) <= 0 ? leave.from() : from;
            if (!leave.slots().isEmpty() && !first.equals(leave.from())) {
                throw new NotDecidedException(
                        Why.SLOTS_WHOLE, "leave " + id + " is of single slots: cancel it from its first half-day on");
            }
            if (request.state() == LeaveState.GRANTED) {
                checkOpen(tx, request.staff(), first, leave.to());
            }
            deciding.enter(tx, new LeaveCancelled(id, first, reason.strip(), actor.account()));
            return id;
        });
    }

    /** Leave with its half-days, which those of its slots are where it has some. */
    private Leave leave(WorkedDays days, LeaveWish wish) throws NotDecidedException {
        LocalDate day = wish.from().day();
        if (wish.to().compareTo(wish.from()) < 0) {
            throw new NotDecidedException(
                    Why.ENDS_BEFORE, "the leave ends with " + wish.to() + ", before it begins: look at the days");
        }
        if (wish.slots().isEmpty()) {
            return new Leave(deciding.newId(), wish.type(), wish.from(), wish.to(), List.of());
        }
        if (!wish.to().day().equals(day)) {
            throw new NotDecidedException(
                    Why.SLOTS_OF_ONE_DAY, "leave of single slots is of one day: ask for each day, or for half-days");
        }
        List<Slot> slots = new ArrayList<>();
        Optional<Hours> hours = days.hours(day);
        for (String id : wish.slots()) {
            slots.add(hours.flatMap(each -> each.slot(id))
                    .orElseThrow(() -> new NotDecidedException(
                            Why.UNKNOWN_SLOT,
                            "there is no slot " + id + " on " + day + ": ask for half-days, or look at the rules",
                            id,
                            day)));
        }
        HalfDay from = new HalfDay(
                day, slots.stream().map(Slot::half).min(Enum::compareTo).orElseThrow());
        HalfDay to = new HalfDay(
                day, slots.stream().map(Slot::half).max(Enum::compareTo).orElseThrow());
        return new Leave(
                deciding.newId(),
                wish.type(),
                from,
                to,
                wish.slots().stream().distinct().toList());
    }

    private void checkTime(WorkedDays days, Leave leave) throws NotDecidedException {
        LocalDate today = deciding.now().toLocalDate();
        long length = ChronoUnit.DAYS.between(leave.from().day(), leave.to().day()) + 1;
        if (length > LeaveAsked.DAYS_MAX) {
            throw new NotDecidedException(
                    Why.TOO_LONG,
                    "leave of " + length + " days: one request has at most " + LeaveAsked.DAYS_MAX,
                    LeaveAsked.DAYS_MAX);
        }
        if (Math.abs(ChronoUnit.DAYS.between(today, leave.from().day())) > DAYS_AWAY_MAX) {
            throw new NotDecidedException(
                    Why.TOO_FAR,
                    leave.from().day() + " is more than " + DAYS_AWAY_MAX + " days from today: look at the year",
                    DAYS_AWAY_MAX);
        }
        if (days.halfDays(new WorkedDays.Span(leave.from(), leave.to())) == 0) {
            throw new NotDecidedException(
                    Why.NO_WORKDAY, "nobody works from " + leave.from() + " to " + leave.to() + ": no leave is needed");
        }
    }

    private static void checkFree(StaffId staff, Leave leave, List<Leave> others) throws NotDecidedException {
        for (Leave other : others) {
            if (leave.overlaps(other)) {
                throw new NotDecidedException(
                        Why.OVERLAPS,
                        staff + " has leave (" + Json.wireName(other.type()) + ") from " + other.from() + " to "
                                + other.to() + " already, " + other.id()
                                + ": cancel that one first, or choose another time",
                        other.from().day(),
                        other.to().day());
            }
        }
    }

    /** Each month of each agency for which the person works in this time. */
    private void checkOpen(Rows rows, StaffId staff, HalfDay from, HalfDay to)
            throws SQLException, NotDecidedException {
        for (Assignment at : Careers.assignments(rows, from.day(), to.day())) {
            if (at.staff().equals(staff)) {
                LocalDate until = at.to();
                checkOpen(
                        rows,
                        at.agency(),
                        YearMonth.from(at.from().isBefore(from.day()) ? from.day() : at.from()),
                        YearMonth.from(until == null || until.isAfter(to.day()) ? to.day() : until));
            }
        }
    }

    private void checkOpen(Rows rows, AgencyId agency, YearMonth first, YearMonth last)
            throws SQLException, NotDecidedException {
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            Optional<String> bulletin = closed.bulletinOf(rows, agency, month);
            if (bulletin.isPresent()) {
                throw new NotDecidedException(
                        Why.CLOSED_MONTH,
                        "the bulletin " + bulletin.get() + " of " + agency + " for " + month
                                + " is published: what it says changes no more by leave; a correction can be asked for",
                        month,
                        bulletin.get());
            }
        }
    }

    private void checkTurn(Rows rows, LeaveRequest request, Actor actor) throws SQLException, NotDecidedException {
        StaffId chief = Employment.chief(rows, request.agency(), deciding.now().toLocalDate());
        Optional<Why> objection = LeaveRule.objection(request, actor, chief);
        if (objection.isPresent()) {
            throw objection.get() == Why.OWN ? own(request.id()) : notYours(request.id());
        }
    }

    private static LeaveRequest open(Rows rows, String id) throws SQLException, NotDecidedException {
        LeaveRequest request = known(rows, id);
        if (request.state() != LeaveState.ASKED) {
            throw decided(request);
        }
        return request;
    }

    private static LeaveRequest known(Rows rows, String id) throws SQLException, NotDecidedException {
        return Leaves.find(rows, id)
                .orElseThrow(
                        () -> new NotDecidedException(Why.UNKNOWN, "there is no leave " + id + ": look at the list"));
    }

    private static NotDecidedException decided(LeaveRequest request) {
        return new NotDecidedException(
                Why.DECIDED,
                "leave " + request.id() + " is " + Json.wireName(request.state())
                        + (request.isFiled() ? " and filed" : "") + " already: look at the list");
    }

    private static NotDecidedException own(String id) {
        return new NotDecidedException(
                Why.OWN, "leave " + id + " is your own, or you asked for it: somebody else has to decide");
    }

    private static NotDecidedException notYours(String id) {
        return new NotDecidedException(
                Why.NOT_YOURS, "leave " + id + " does not wait for you: the list says who has to decide");
    }
}

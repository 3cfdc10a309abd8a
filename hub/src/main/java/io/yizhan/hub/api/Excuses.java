package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.CorrectionWish;
import io.yizhan.hub.attendance.leave.Corrections;
import io.yizhan.hub.attendance.leave.LeaveFilter;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.hub.attendance.leave.LeaveWish;
import io.yizhan.hub.attendance.leave.Leaves;
import io.yizhan.hub.attendance.leave.WaiverRecord;
import io.yizhan.hub.attendance.leave.WaiverWish;
import io.yizhan.hub.attendance.leave.Waivers;
import io.yizhan.hub.attendance.roster.RosterDecisions;
import io.yizhan.hub.attendance.roster.Rosters;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Read;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The interface's part for what excuses an absence or stands for a punch, and for rosters. */
final class Excuses {

    private final Database database;
    private final AttendanceDesk desk;
    private final LeaveAnswers answers;
    private final ZoneId zone;
    private final InstantSource clock;

    Excuses(Database database, AttendanceDesk desk, LeaveAnswers answers, ZoneId zone, InstantSource clock) {
        this.database = database;
        this.desk = desk;
        this.answers = answers;
        this.zone = zone;
        this.clock = clock;
    }

    void leave(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        Reach.Within within = within(ctx, asked);
        LeaveFilter filter = new LeaveFilter(days.from(), days.to(), within.staff(), within.agency(), null);
        int skip = asked.skip();
        Api.page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> Leaves.list(rows, filter, more, skip)).stream()
                        .map(answers::of)
                        .toList());
    }

    void askLeave(Context ctx) {
        LeaveWishes.AskLeave wish = new Asked(ctx).body(LeaveWishes.AskLeave.class);
        checkPerson(ctx, wish.staff());
        Decided decided = desk.leave()
                .ask(
                        new LeaveWish(
                                wish.staff(),
                                wish.type(),
                                new HalfDay(wish.fromDay(), wish.fromHalf()),
                                new HalfDay(wish.toDay(), wish.toHalf()),
                                wish.slots(),
                                wish.reason()),
                        actor(ctx));
        String id = done(decided);
        ctx.status(HttpStatus.CREATED);
        answerLeave(ctx, id);
    }

    void approveLeave(Context ctx) {
        String id = leaveWithin(ctx);
        done(desk.leave().approve(id, actor(ctx)));
        answerLeave(ctx, id);
    }

    void refuseLeave(Context ctx) {
        LeaveWishes.WithReason wish = new Asked(ctx).body(LeaveWishes.WithReason.class);
        String id = leaveWithin(ctx);
        done(desk.leave().refuse(id, wish.reason(), actor(ctx)));
        answerLeave(ctx, id);
    }

    void fileLeave(Context ctx) {
        String id = leaveWithin(ctx);
        done(desk.leave().file(id, actor(ctx)));
        answerLeave(ctx, id);
    }

    void cancelLeave(Context ctx) {
        LeaveWishes.CancelLeave wish = new Asked(ctx).body(LeaveWishes.CancelLeave.class);
        String id = leaveWithin(ctx);
        done(desk.leave().cancel(id, new HalfDay(wish.fromDay(), wish.fromHalf()), wish.reason(), actor(ctx)));
        answerLeave(ctx, id);
    }

    void corrections(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        Reach.Within within = within(ctx, asked);
        Corrections.Filter filter =
                new Corrections.Filter(days.from(), days.to(), within.staff(), within.agency(), null);
        int skip = asked.skip();
        Api.page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> Corrections.list(rows, filter, more, skip)).stream()
                        .map(answers::of)
                        .toList());
    }

    void askCorrection(Context ctx) {
        LeaveWishes.AskCorrection wish = new Asked(ctx).body(LeaveWishes.AskCorrection.class);
        checkPerson(ctx, wish.staff());
        String id = done(desk.corrections()
                .ask(new CorrectionWish(wish.staff(), wish.at(), wish.reason(), wish.evidence()), actor(ctx)));
        ctx.status(HttpStatus.CREATED);
        answerCorrection(ctx, id);
    }

    void grantCorrection(Context ctx) {
        String id = correctionWithin(ctx);
        done(desk.corrections().grant(id, actor(ctx)));
        answerCorrection(ctx, id);
    }

    void refuseCorrection(Context ctx) {
        LeaveWishes.WithReason wish = new Asked(ctx).body(LeaveWishes.WithReason.class);
        String id = correctionWithin(ctx);
        done(desk.corrections().refuse(id, wish.reason(), actor(ctx)));
        answerCorrection(ctx, id);
    }

    void waivers(Context ctx) {
        Asked asked = new Asked(ctx);
        int skip = asked.skip();
        Api.page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> Waivers.list(rows, more, skip)).stream()
                        .map(answers::of)
                        .toList());
    }

    void giveWaiver(Context ctx) {
        LeaveWishes.GiveWaiver wish = new Asked(ctx).body(LeaveWishes.GiveWaiver.class);
        String id = done(desk.waivers()
                .grant(
                        new WaiverWish(wish.device(), wish.from(), wish.to(), wish.reason(), wish.evidence()),
                        actor(ctx)));
        ctx.status(HttpStatus.CREATED);
        answerWaiver(ctx, id);
    }

    void withdrawWaiver(Context ctx) {
        LeaveWishes.WithReason wish = new Asked(ctx).body(LeaveWishes.WithReason.class);
        answerWaiver(ctx, done(desk.waivers().withdraw(ctx.pathParam("id"), wish.reason(), actor(ctx))));
    }

    void roster(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        Reach.Within within = Gate.within(ctx, asked.optional("agency", AgencyId::new), null);
        StaffId own = within.staff();
        AgencyId agency = own == null
                ? within.agency()
                : database.read(rows -> People.presentAgency(rows, own)).orElse(null);
        Api.page(
                ctx,
                Integer.MAX_VALUE,
                0,
                _ -> database.read(rows -> Rosters.fronts(rows, days.from(), days.to())).stream()
                        .filter(front -> agency == null || agency.equals(front.agency()))
                        .map(front -> answers.of(front, own))
                        .toList());
    }

    void setRoster(Context ctx) {
        LeaveWishes.SetRoster wish = new Asked(ctx).body(LeaveWishes.SetRoster.class);
        if (!Gate.reach(ctx).covers(wish.agency())) {
            throw Gate.notAllowed();
        }
        done(desk.rosters()
                .set(
                        wish.agency(),
                        wish.days().stream()
                                .map(day -> new RosterDecisions.Day(day.day(), day.morning(), day.afternoon()))
                                .toList(),
                        actor(ctx)));
        json(ctx, wish);
    }

    private void answerLeave(Context ctx, String id) {
        LeaveRequest found = found(rows -> Leaves.find(rows, id));
        json(ctx, answers.of(found));
    }

    private void answerCorrection(Context ctx, String id) {
        CorrectionRequest found = found(rows -> Corrections.find(rows, id));
        json(ctx, answers.of(found));
    }

    private void answerWaiver(Context ctx, String id) {
        WaiverRecord found = found(rows -> Waivers.find(rows, id));
        json(ctx, answers.of(found));
    }

    private <T> T found(Read<Optional<T>> query) {
        return database.read(query).orElseThrow();
    }

    private static Reach.Within within(Context ctx, Asked asked) {
        return Gate.within(ctx, asked.optional("agency", AgencyId::new), asked.optional("staff", StaffId::new));
    }

    private String leaveWithin(Context ctx) {
        String id = ctx.pathParam("id");
        @Nullable
        LeaveRequest request = database.read(rows -> Leaves.find(rows, id)).orElse(null);
        checkReach(ctx, request == null ? null : request.agency(), request == null ? null : request.staff());
        return id;
    }

    private String correctionWithin(Context ctx) {
        String id = ctx.pathParam("id");
        @Nullable
        CorrectionRequest request =
                database.read(rows -> Corrections.find(rows, id)).orElse(null);
        checkReach(ctx, request == null ? null : request.agency(), request == null ? null : request.staff());
        return id;
    }

    private void checkPerson(Context ctx, StaffId staff) {
        Optional<AgencyId> agency = database.read(
                rows -> People.find(rows, staff).map(person -> person.agency().agency()));
        checkReach(ctx, agency.orElse(null), staff);
    }

    private static void checkReach(Context ctx, @Nullable AgencyId agency, @Nullable StaffId staff) {
        Reach reach = Gate.reach(ctx);
        if (staff == null ? !(reach instanceof Reach.Hall) : !reach.covers(agency, staff)) {
            throw Gate.notAllowed();
        }
    }

    private static Actor actor(Context ctx) {
        Allowance allowance = Gate.allowance(ctx)
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " is open to who has no token"));
        return Actor.of(Gate.signed(ctx), allowance);
    }

    private static String done(Decided decided) {
        return switch (decided) {
            case Decided.Done(String id) -> id;
            case Decided.Refused refused ->
                throw new RefusedException(
                        refused.why() == Why.UNKNOWN ? Refusal.NOT_FOUND : Refusal.CONFLICT, refused.say());
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static void json(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

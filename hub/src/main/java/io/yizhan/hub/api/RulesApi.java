package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.month.RuleChange;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The rules of attendance and the calendar for programs: the same checks as on the pages. */
final class RulesApi {

    private static final String RULES = "/api/v1/attendance-rules";
    private static final String HOLIDAYS = "/api/v1/holidays";

    private final Database database;
    private final RulesDesk desk;
    private final ZoneId zone;
    private final InstantSource clock;

    RulesApi(Database database, RulesDesk desk, ZoneId zone, InstantSource clock) {
        this.database = database;
        this.desk = desk;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * Whom rules would affect.
     *
     * @param from the first day that was reckoned under both
     * @param to the last
     * @param people how many have a day that comes out otherwise
     * @param days how many days of people were reckoned
     */
    record ChangeOut(
            LocalDate from, LocalDate to, RuleChange.Kind kind, long people, int days, List<AffectedOut> affected) {}

    /** A person's day that comes out otherwise; absence in half-days. */
    record AffectedOut(StaffId staff, AgencyId agency, LocalDate day, int absentBefore, int absentAfter) {}

    /** Which rules do not come. */
    record WithdrawWish(LocalDate from) {}

    List<ApiRoute> routes() {
        return List.of(
                whole(
                        RULES,
                        "All rules of attendance that the hall had, has and will have, the newest first.",
                        AttendanceRules.class,
                        this::rules),
                post(
                        RULES,
                        "Sets rules from their first day on, in an open month.",
                        AttendanceRules.class,
                        ApiRoute.Shape.MADE,
                        AttendanceRules.class,
                        this::set),
                post(
                        RULES + "/preview",
                        "Whom rules would affect; nothing is changed.",
                        AttendanceRules.class,
                        ApiRoute.Shape.ONE,
                        ChangeOut.class,
                        this::preview),
                post(
                        RULES + "/withdraw",
                        "Takes back rules that have not begun.",
                        WithdrawWish.class,
                        ApiRoute.Shape.ONE,
                        WithdrawWish.class,
                        this::withdraw),
                whole(
                        HOLIDAYS,
                        "The years whose holidays are on record; of others nothing is known.",
                        HolidayYear.class,
                        this::holidays),
                post(
                        HOLIDAYS,
                        "Enters the holidays and make-up workdays of a year.",
                        HolidayYear.class,
                        ApiRoute.Shape.MADE,
                        HolidayYear.class,
                        this::announce));
    }

    private static ApiRoute whole(String path, String summary, Class<?> item, Handler handler) {
        return new ApiRoute(
                Route.Method.GET, path, Right.SEE_RULES, summary, List.of(), null, ApiRoute.Shape.PAGE, item, handler);
    }

    private static ApiRoute post(
            String path, String summary, Class<?> body, ApiRoute.Shape shape, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, Right.KEEP_RULES, summary, List.of(), body, shape, answer, handler);
    }

    private void rules(Context ctx) {
        answer(ctx, new Api.Page(database.read(RulesOnRecord::rules).all(), null));
    }

    private void set(Context ctx) {
        AttendanceRules rules = new Asked(ctx).body(AttendanceRules.class);
        orRefuse(desk.set(rules, Gate.signed(ctx)));
        ctx.status(HttpStatus.CREATED);
        answer(ctx, rules);
    }

    private void preview(Context ctx) {
        AttendanceRules rules = new Asked(ctx).body(AttendanceRules.class);
        orRefuse(desk.objection(rules));
        RuleChange change = database.read(rows -> RuleChange.of(rows, rules, clock.instant(), zone));
        answer(
                ctx,
                new ChangeOut(
                        change.from(),
                        change.to(),
                        change.kind(),
                        change.people(),
                        change.days(),
                        change.affected().stream()
                                .map(each -> new AffectedOut(
                                        each.staff(),
                                        each.agency(),
                                        each.before().day(),
                                        each.before().count().absent(),
                                        each.after().count().absent()))
                                .toList()));
    }

    private void withdraw(Context ctx) {
        WithdrawWish wish = new Asked(ctx).body(WithdrawWish.class);
        orRefuse(desk.withdraw(wish.from(), Gate.signed(ctx)));
        answer(ctx, wish);
    }

    private void holidays(Context ctx) {
        answer(ctx, new Api.Page(database.read(RulesOnRecord::years), null));
    }

    private void announce(Context ctx) {
        HolidayYear year = new Asked(ctx).body(HolidayYear.class);
        orRefuse(desk.announce(year, Gate.signed(ctx)));
        ctx.status(HttpStatus.CREATED);
        answer(ctx, year);
    }

    private static void orRefuse(Optional<RulesDesk.Refused> refused) {
        if (refused.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, refused.get().say());
        }
    }

    private static void answer(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

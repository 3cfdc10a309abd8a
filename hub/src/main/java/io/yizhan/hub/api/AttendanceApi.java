package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Bulletin;
import io.yizhan.hub.report.Bulletins;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Attendance and bulletins for programs. */
final class AttendanceApi {

    private static final int DAYS_MAX = 31;
    private static final String BULLETIN = "/api/v1/bulletins/{agency}/{month}";

    private final Database database;
    private final Publishing publishing;
    private final Months months;
    private final ZoneId zone;
    private final InstantSource clock;

    AttendanceApi(Database database, Publishing publishing, ZoneId zone, InstantSource clock) {
        this.database = database;
        this.publishing = publishing;
        this.months = new Months(zone);
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * What is to be done with a bulletin.
     *
     * @param amend whether there is a version that it amends
     */
    record PublishWish(boolean amend) {}

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/attendance",
                        Right.SEE_ATTENDANCE,
                        "What became of people's days, at most " + DAYS_MAX + " of them, with what made it so.",
                        List.of(day("from"), day("to"), text("agency"), text("staff")),
                        null,
                        ApiRoute.Shape.PAGE,
                        AttendanceOut.class,
                        this::attendance),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/bulletins",
                        Right.SEE_BULLETINS,
                        "The newest published version of each agency's bulletin of a month.",
                        List.of(text("month")),
                        null,
                        ApiRoute.Shape.PAGE,
                        BulletinOut.class,
                        this::bulletins),
                new ApiRoute(
                        Route.Method.GET,
                        BULLETIN,
                        Right.SEE_BULLETINS,
                        "A published bulletin: the very bytes whose hash is on it.",
                        List.of(new ApiRoute.Parameter(
                                "version", ApiRoute.Parameter.Type.NUMBER, "the newest without it")),
                        null,
                        ApiRoute.Shape.ONE,
                        Bulletin.class,
                        this::document),
                new ApiRoute(
                        Route.Method.POST,
                        BULLETIN,
                        Right.PUBLISH_BULLETINS,
                        "Publishes an agency's bulletin, or an amended version of it. It is frozen then.",
                        List.of(),
                        PublishWish.class,
                        ApiRoute.Shape.MADE,
                        BulletinOut.class,
                        this::publish));
    }

    private void attendance(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(LocalDate.ofInstant(clock.instant(), zone));
        if (days.from().plusDays(DAYS_MAX).isBefore(days.to().plusDays(1))) {
            throw bad("from " + days.from() + " to " + days.to() + " is more than " + DAYS_MAX + " days");
        }
        Reach.Within within =
                Gate.within(ctx, asked.optional("agency", AgencyId::new), asked.optional("staff", StaffId::new));
        List<AttendanceOut> people = database.read(rows ->
                months
                        .known(rows, days.from(), days.to(), within, clock.instant())
                        .reckon(days.from(), days.to())
                        .stream()
                        .filter(month -> within.holds(month.agency(), month.staff()))
                        .map(AttendanceOut::of)
                        .toList());
        answer(ctx, new Api.Page(people, null));
    }

    private void bulletins(Context ctx) {
        YearMonth asked = new Asked(ctx).optional("month", YearMonth::parse);
        YearMonth month = asked == null
                ? YearMonth.from(LocalDate.ofInstant(clock.instant(), zone)).minusMonths(1)
                : asked;
        Reach reach = Gate.reach(ctx);
        List<BulletinOut> published = database.read(rows -> Bulletins.ofMonth(rows, month).stream()
                .filter(version -> reach.covers(version.agency()))
                .map(version -> BulletinOut.of(version, zone))
                .toList());
        answer(ctx, new Api.Page(published, null));
    }

    private void document(Context ctx) {
        AgencyId agency = agency(ctx);
        YearMonth month = month(ctx);
        Integer wanted = new Asked(ctx).optional("version", Integer::valueOf);
        Optional<byte[]> document = database.read(rows -> Bulletins.document(rows, agency, month, wanted));
        ctx.contentType("application/json")
                .result(document.orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "there is no published bulletin of " + agency + " for " + month)));
    }

    private void publish(Context ctx) {
        AgencyId agency = agency(ctx);
        YearMonth month = month(ctx);
        PublishWish wish = new Asked(ctx).body(PublishWish.class);
        Optional<RuleBrokenException> refusal = publishing.publish(agency, month, wish.amend(), Gate.signed(ctx));
        if (refusal.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, refusal.get().say());
        }
        Bulletins.Version newest =
                database.read(rows -> Bulletins.versions(rows, agency, month)).getFirst();
        ctx.status(HttpStatus.CREATED);
        answer(ctx, BulletinOut.of(newest, zone));
    }

    private static AgencyId agency(Context ctx) {
        AgencyId agency;
        try {
            agency = new AgencyId(ctx.pathParam("agency"));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        if (!Gate.reach(ctx).covers(agency)) {
            throw Gate.notAllowed();
        }
        return agency;
    }

    private static YearMonth month(Context ctx) {
        try {
            return YearMonth.parse(ctx.pathParam("month"));
        } catch (DateTimeException e) {
            throw bad("\"" + ctx.pathParam("month") + "\" is no month; write one such as 2026-11");
        }
    }

    private static ApiRoute.Parameter day(String name) {
        return new ApiRoute.Parameter(name, ApiRoute.Parameter.Type.DAY, "in the hall's zone; today without any");
    }

    private static ApiRoute.Parameter text(String name) {
        return new ApiRoute.Parameter(name, ApiRoute.Parameter.Type.TEXT, "only of this " + name);
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Refusal.BAD_REQUEST, message);
    }

    private static void answer(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

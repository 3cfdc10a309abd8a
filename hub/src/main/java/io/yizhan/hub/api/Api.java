package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.PunchFilter;
import io.yizhan.hub.attendance.Punches;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.SetAside;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.desk.DeviceRemoval;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.desk.ServiceDesk;
import io.yizhan.hub.desk.TestPrints;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.evaluation.RatingFilter;
import io.yizhan.hub.evaluation.Ratings;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The interface for programs. Its routes stand in {@link ApiTable}, from which its description is made. */
public final class Api {

    /** Rows that are read for an answer, those before its cursor too. */
    private static final int ROWS_READ_MAX = 100_000;

    private final Book book;
    private final Database database;
    private final Presence presence;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Answers answers;
    private final Personnel personnel;
    private final AttendanceApi attendance;
    private final Excuses excuses;
    private final RulesApi rules;
    private final TestPages testPages;
    private final Removals removals;
    private final Workforce workforce;
    private final ServicesApi services;

    public Api(
            Book book,
            Presence presence,
            EnrolmentDesk enrolments,
            PeopleDesk people,
            Publishing publishing,
            AttendanceDesk desk,
            RulesDesk rules,
            TestPrints prints,
            ZoneId zone,
            InstantSource clock) {
        this.book = book;
        this.database = book.database();
        this.presence = presence;
        this.zone = zone;
        this.clock = clock;
        this.answers = new Answers(zone);
        this.personnel = new Personnel(database, enrolments, people, answers, this::today);
        this.rules = new RulesApi(database, rules, zone, clock);
        this.attendance = new AttendanceApi(database, publishing, zone, clock);
        this.excuses = new Excuses(database, desk, new LeaveAnswers(answers), zone, clock);
        this.testPages = new TestPages(prints, answers);
        this.removals = new Removals(database, new DeviceRemoval(book, presence, clock));
        this.workforce = new Workforce(database, people, answers, this::today);
        this.services = new ServicesApi(database, new ServiceDesk(book));
    }

    /** All routes; the description's too, which anybody may read. */
    public List<Route> routes() {
        List<ApiRoute> table = new ArrayList<>(ApiTable.of(this, new Entries(database, answers), personnel));
        table.addAll(attendance.routes());
        table.addAll(ExcusesTable.of(excuses));
        table.addAll(rules.routes());
        table.addAll(testPages.routes());
        table.addAll(removals.routes());
        table.addAll(WorkforceTable.of(workforce));
        table.addAll(services.routes());
        List<Route> routes = new ArrayList<>();
        table.forEach(row -> routes.add(row.route()));
        byte[] description = Json.write(OpenApi.of(table));
        routes.add(Route.get(
                "/api/openapi.json",
                Audience.ANYBODY,
                ctx -> ctx.contentType("application/json").result(description)));
        return routes;
    }

    /** @param next the cursor of the following page; null at the end */
    record Page(List<?> items, @Nullable String next) {}

    void punches(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        Reach.Within within =
                Gate.within(ctx, asked.optional("agency", AgencyId::new), asked.optional("staff", StaffId::new));
        PunchFilter filter = new PunchFilter(
                days.from(), days.to(), within.staff(), within.agency(), asked.optional("device", DeviceId::new));
        int skip = asked.skip();
        page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> Punches.list(rows, filter, more, skip).stream()
                        .map(answers::of)
                        .toList()));
    }

    void ratings(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        Reach.Within within =
                Gate.within(ctx, asked.optional("agency", AgencyId::new), asked.optional("staff", StaffId::new));
        RatingFilter filter = new RatingFilter(
                days.from(),
                days.to(),
                asked.optional("counter", CounterId::new),
                within.agency(),
                within.staff(),
                null,
                asked.optional("level", Integer::valueOf));
        int skip = asked.skip();
        page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> Ratings.list(rows, filter, more, skip).stream()
                        .map(answers::of)
                        .toList()));
    }

    void tickets(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        int skip = asked.skip();
        page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> tickets(rows, days, more + skip)).stream()
                        .skip(skip)
                        .map(answers::of)
                        .toList());
    }

    void calls(Context ctx) {
        Asked asked = new Asked(ctx);
        Asked.Days days = asked.days(today());
        Instant first = days.from().atStartOfDay(zone).toInstant();
        Instant end = days.to().plusDays(1).atStartOfDay(zone).toInstant();
        int skip = asked.skip();
        page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> HallCalls.since(rows, first, ROWS_READ_MAX)).stream()
                        .filter(call -> isBefore(call, end))
                        .skip(skip)
                        .limit(more)
                        .map(call -> CallOut.of(call, answers))
                        .toList());
    }

    void quarantine(Context ctx) {
        Asked asked = new Asked(ctx);
        int skip = asked.skip();
        page(
                ctx,
                asked.limit(),
                skip,
                more -> database.read(rows -> SetAside.list(rows, more, skip).stream()
                        .map(entry -> SetAsideOut.of(entry, answers))
                        .toList()));
    }

    void devices(Context ctx) {
        page(
                ctx,
                Integer.MAX_VALUE,
                0,
                more -> database.read(Devices::all).stream()
                        .map(device -> answers.of(device, presence))
                        .toList());
    }

    void staff(Context ctx) {
        Reach reach = Gate.reach(ctx);
        page(
                ctx,
                Integer.MAX_VALUE,
                0,
                more -> database.read(People::all).stream()
                        .filter(member -> reach.covers(member.agency().agency(), member.staff()))
                        .map(answers::of)
                        .toList());
    }

    void addDevice(Context ctx) {
        Wishes.DeviceWish wish = new Asked(ctx).body(Wishes.DeviceWish.class);
        Optional<String> refused = database.writeAndWait(tx -> {
            try {
                book.decide(tx, added(wish, HallServices.series(tx))); // which a service may just have got one more of
                return Optional.<String>empty();
            } catch (RuleBrokenException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
        if (refused.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, refused.get());
        }
        HallDevice device = database.read(rows -> Devices.find(rows, wish.device()))
                .orElseThrow(
                        () -> new IllegalStateException("device " + wish.device() + " was entered and is not there"));
        ctx.status(HttpStatus.CREATED);
        json(ctx, answers.of(device, presence));
    }

    /** @param series of the hall: what a kiosk of which nothing else is said gives out */
    private static DeviceAdded added(Wishes.DeviceWish wish, List<SeriesId> series) {
        try {
            return new DeviceAdded(
                    wish.device(),
                    wish.stations().stream()
                            .map(station -> station.config(series))
                            .toList(),
                    wish.fingerprint());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static List<HallTicket> tickets(Rows rows, Asked.Days days, int most) throws SQLException {
        List<HallTicket> tickets = new ArrayList<>();
        for (LocalDate day = days.to(); !day.isBefore(days.from()) && tickets.size() < most; day = day.minusDays(1)) {
            tickets.addAll(Tickets.of(rows, day, most - tickets.size()));
        }
        return tickets;
    }

    private static boolean isBefore(TicketCall call, Instant end) {
        return call.calledAt() == null || call.calledAt().isBefore(end);
    }

    /** Reads one row more than is shown, to know whether there are more. */
    static void page(Context ctx, int limit, int skip, Function<Integer, List<?>> read) {
        List<?> rows = read.apply(limit == Integer.MAX_VALUE ? limit : limit + 1);
        boolean more = rows.size() > limit;
        json(
                ctx,
                new Page(
                        more ? rows.subList(0, limit) : rows,
                        more ? Asked.cursor(String.valueOf(skip + limit)) : null));
    }

    private static void json(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

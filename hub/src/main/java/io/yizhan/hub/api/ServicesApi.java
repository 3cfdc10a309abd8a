package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.ServiceDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.queue.CallRule;
import io.yizhan.hub.queue.CallRuleSet;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.queue.ServiceChanged;
import io.yizhan.hub.queue.ServiceSwitched;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hall's services and the order of calls for programs: the same checks as on the page. */
final class ServicesApi {

    private static final String SERVICES = "/api/v1/services";
    private static final String CALL_RULE = "/api/v1/call-rule";

    private final Database database;
    private final ServiceDesk desk;

    ServicesApi(Database database, ServiceDesk desk) {
        this.database = database;
        this.desk = desk;
    }

    /** A service as the records have it now. */
    record ServiceOut(
            ServiceId service,
            SeriesId series,
            String name,
            @Nullable String nameEn,
            @Nullable String papers,
            @Nullable String papersEn,
            AgencyId agency,
            boolean open,
            List<CounterId> counters) {

        static ServiceOut of(HallService service) {
            return new ServiceOut(
                    service.service(),
                    service.series(),
                    service.name(),
                    service.nameEn(),
                    service.papers(),
                    service.papersEn(),
                    service.agency(),
                    service.open(),
                    service.counters());
        }
    }

    /** @param counters that may call its tickets, the one that should be asked first first */
    record ServiceWish(
            ServiceId service,
            SeriesId series,
            String name,
            @Nullable String nameEn,
            AgencyId agency,
            List<CounterId> counters) {}

    /** All of it; what stood there before goes. */
    record ServiceChangeWish(String name, @Nullable String nameEn, AgencyId agency, List<CounterId> counters) {}

    record SwitchWish(boolean open) {}

    /** Null where nothing is said any longer. */
    record PapersWish(@Nullable String papers, @Nullable String papersEn) {}

    /**
     * How priority and age change the order.
     *
     * @param priorityOneIn of so many calls of a counter one may go to priority out of turn
     * @param agedS seconds after which nobody goes before a ticket that came earlier
     */
    record CallRuleOut(int priorityOneIn, int agedS) {}

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute(
                        Route.Method.GET,
                        SERVICES,
                        Right.SEE_QUEUE,
                        "The services that the hall offers or has closed, in the order in which they were added.",
                        List.of(),
                        null,
                        ApiRoute.Shape.PAGE,
                        ServiceOut.class,
                        this::services),
                post(
                        SERVICES,
                        "Adds a service, which is open at once; kiosks that give out all letters give out its too.",
                        ServiceWish.class,
                        ApiRoute.Shape.MADE,
                        ServiceOut.class,
                        this::add),
                ofService(
                        "/change",
                        "Gives a service another name, agency, or other counters; all of them are sent.",
                        ServiceChangeWish.class,
                        this::change),
                ofService("/switch", "Opens or closes a service.", SwitchWish.class, this::turn),
                ofService("/papers", "Says what people bring for a service.", PapersWish.class, this::say),
                new ApiRoute(
                        Route.Method.GET,
                        CALL_RULE,
                        Right.SEE_QUEUE,
                        "How priority and age change the order of calls.",
                        List.of(),
                        null,
                        ApiRoute.Shape.ONE,
                        CallRuleOut.class,
                        this::callRule),
                post(
                        CALL_RULE,
                        "Sets how priority and age change the order of calls.",
                        CallRuleOut.class,
                        ApiRoute.Shape.ONE,
                        CallRuleOut.class,
                        this::setCallRule));
    }

    private static ApiRoute ofService(String what, String summary, Class<?> body, Handler handler) {
        return post(SERVICES + "/{id}" + what, summary, body, ApiRoute.Shape.ONE, ServiceOut.class, handler);
    }

    private static ApiRoute post(
            String path, String summary, Class<?> body, ApiRoute.Shape shape, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, Right.KEEP_SERVICES, summary, List.of(), body, shape, answer, handler);
    }

    private void services(Context ctx) {
        answer(
                ctx,
                new Api.Page(
                        database.read(HallServices::all).stream()
                                .map(ServiceOut::of)
                                .toList(),
                        null));
    }

    private void add(Context ctx) {
        ServiceWish wish = new Asked(ctx).body(ServiceWish.class);
        decide(
                () -> new ServiceAdded(
                        wish.service(),
                        wish.series(),
                        wish.name(),
                        wish.nameEn(),
                        wish.agency(),
                        wish.counters(),
                        Gate.signed(ctx)),
                desk::add);
        ctx.status(HttpStatus.CREATED);
        show(ctx, wish.service());
    }

    private void change(Context ctx) {
        ServiceChangeWish wish = new Asked(ctx).body(ServiceChangeWish.class);
        ServiceId service = service(ctx);
        decide(
                () -> new ServiceChanged(
                        service, wish.name(), wish.nameEn(), wish.agency(), wish.counters(), Gate.signed(ctx)),
                desk::change);
        show(ctx, service);
    }

    private void turn(Context ctx) {
        SwitchWish wish = new Asked(ctx).body(SwitchWish.class);
        ServiceId service = service(ctx);
        decide(() -> new ServiceSwitched(service, wish.open(), Gate.signed(ctx)), desk::turn);
        show(ctx, service);
    }

    private void say(Context ctx) {
        PapersWish wish = new Asked(ctx).body(PapersWish.class);
        ServiceId service = service(ctx);
        decide(() -> new PapersSaid(service, wish.papers(), wish.papersEn(), Gate.signed(ctx)), desk::say);
        show(ctx, service);
    }

    private void callRule(Context ctx) {
        CallRule rule = database.read(CallRule::of);
        answer(
                ctx,
                new CallRuleOut(
                        rule.priorityOneIn(), Math.toIntExact(rule.agedAfter().toSeconds())));
    }

    private void setCallRule(Context ctx) {
        CallRuleOut wish = new Asked(ctx).body(CallRuleOut.class);
        decide(() -> new CallRuleSet(wish.priorityOneIn(), wish.agedS(), Gate.signed(ctx)), desk::set);
        callRule(ctx);
    }

    private static ServiceId service(Context ctx) {
        return made(() -> new ServiceId(ctx.pathParam("id")));
    }

    private static <F> void decide(Supplier<F> maker, Function<F, Optional<RuleBrokenException>> decision) {
        Optional<RuleBrokenException> broken = decision.apply(made(maker));
        if (broken.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, broken.get().say());
        }
    }

    private static <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private void show(Context ctx, ServiceId service) {
        answer(
                ctx,
                ServiceOut.of(database.read(rows -> HallServices.find(rows, service))
                        .orElseThrow(() ->
                                new IllegalStateException("service " + service + " was decided and is not there"))));
    }

    private static void answer(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

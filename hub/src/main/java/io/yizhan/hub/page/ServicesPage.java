package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.ServiceDesk;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.queue.CallRule;
import io.yizhan.hub.queue.CallRuleSet;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.QueueRule;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** 事项: what the hall offers, at which counters, what people bring; and in which order their tickets are called. */
public final class ServicesPage {

    private static final String PATH = "/services";
    private static final String CALL_RULE = PATH + "/call-rule";

    private final Site site;
    private final ServiceDesk desk;

    ServicesPage(Site site, ServiceDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param agencies those in the hall
     * @param counters those that a device has
     * @param given letters that some kiosk gives out
     * @param kiosks whether there is any kiosk
     * @param done the word for what was done just now; empty at first
     * @param typed into one of the forms, which was refused
     */
    public record View(
            Frame frame,
            List<HallService> services,
            List<Agency> agencies,
            List<CounterId> counters,
            Set<SeriesId> given,
            boolean kiosks,
            CallRule rule,
            String done,
            Typed typed) {

        public boolean mayKeep() {
            return frame.may(Right.KEEP_SERVICES);
        }

        /** Whether there is what a service needs before it can be added. */
        public boolean isReady() {
            return !agencies.isEmpty() && !counters.isEmpty();
        }

        /** In the language of the page; its id where the agency has left the hall. */
        public String agency(AgencyId id) {
            return agencies.stream()
                    .filter(agency -> agency.agency().equals(id))
                    .findFirst()
                    .map(frame.speech()::name)
                    .orElse(id.text());
        }

        public String counters(HallService service) {
            return service.counters().stream()
                    .map(CounterId::text)
                    .collect(Collectors.joining(frame.say("list.comma")));
        }

        /** Those that can be ticked: the hall's, and those that the service still has though no device has them. */
        public Set<CounterId> choices(HallService service) {
            Set<CounterId> choices = new LinkedHashSet<>(counters);
            choices.addAll(service.counters());
            return choices;
        }

        /** What was refused of a form that does not stand on the page: that of a service which is not there. */
        public Typed stray() {
            boolean stands = List.of("", PATH, CALL_RULE).contains(typed.form())
                    || services.stream()
                            .anyMatch(service -> typed.form().startsWith(PATH + "/" + service.service() + "/"));
            return stands ? Typed.NOTHING : typed;
        }

        /** The age of the rule as its form has it, a part of a minute as a whole one. */
        public long agedMinutes() {
            return rule.agedAfter().plusSeconds(59).toMinutes();
        }

        public String aged() {
            return frame.speech().span(rule.agedAfter());
        }

        public int nameMax() {
            return ServiceAdded.NAME_MAX;
        }

        public int nameEnMax() {
            return ServiceAdded.NAME_EN_MAX;
        }

        public int papersMax() {
            return PapersSaid.PAPERS_MAX;
        }

        public int papersEnMax() {
            return PapersSaid.PAPERS_EN_MAX;
        }

        public int oneInMax() {
            return CallRuleSet.ONE_IN_MAX;
        }

        public int agedMinutesMax() {
            return ServiceForm.AGED_MINUTES_MAX;
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_QUEUE, ctx -> show(ctx, Typed.NOTHING)),
                Route.post(PATH, Right.KEEP_SERVICES, this::add),
                Route.post(PATH + "/{service}/change", Right.KEEP_SERVICES, this::change),
                Route.post(PATH + "/{service}/switch", Right.KEEP_SERVICES, this::turn),
                Route.post(PATH + "/{service}/papers", Right.KEEP_SERVICES, this::say),
                Route.post(CALL_RULE, Right.KEEP_SERVICES, this::order));
    }

    private void show(Context ctx, Typed typed) {
        Frame frame = site.frame(ctx, Tab.SERVICES);
        String done = "services.done." + new Query(ctx).text("done");
        site.show(ctx, "services", site.<View>read(rows -> {
            List<StationConfig.Kiosk> kiosks = kiosks(rows);
            Set<SeriesId> given = new HashSet<>();
            kiosks.forEach(kiosk -> given.addAll(kiosk.series()));
            return new View(
                    frame,
                    HallServices.all(rows),
                    People.agencies(rows),
                    Devices.counters(rows),
                    given,
                    !kiosks.isEmpty(),
                    CallRule.of(rows),
                    frame.speech().words().has(done) ? done : "",
                    typed);
        }));
    }

    private static List<StationConfig.Kiosk> kiosks(Rows rows) throws SQLException {
        return Devices.all(rows).stream()
                .map((HallDevice device) -> device.stations(StationConfig.Kiosk.class))
                .flatMap(List::stream)
                .toList();
    }

    private void add(Context ctx) {
        ServiceForm form = new ServiceForm(ctx);
        decide(ctx, "added", () -> desk.add(form.added()));
    }

    private void change(Context ctx) {
        ServiceForm form = new ServiceForm(ctx);
        ServiceId id = service(ctx);
        Optional<HallService> before = site.read(rows -> HallServices.find(rows, id));
        decide(
                ctx,
                "changed",
                () -> before.map(service -> desk.change(form.changed(service)))
                        .orElseGet(() -> Optional.of(unknown(id))));
    }

    private void turn(Context ctx) {
        ServiceForm form = new ServiceForm(ctx);
        ServiceId id = service(ctx);
        decide(ctx, "switched", () -> desk.turn(form.switched(id)));
    }

    private void say(Context ctx) {
        ServiceForm form = new ServiceForm(ctx);
        ServiceId id = service(ctx);
        decide(ctx, "papers", () -> desk.say(form.papers(id)));
    }

    private void order(Context ctx) {
        ServiceForm form = new ServiceForm(ctx);
        decide(ctx, "call-rule", () -> desk.set(form.callRule()));
    }

    /** Goes back to the list after what was done; what was refused comes back in its form. */
    private void decide(Context ctx, String what, Supplier<Optional<RuleBrokenException>> decision) {
        Speech speech = site.speech(ctx);
        Optional<RuleBrokenException> broken;
        try {
            broken = decision.get();
        } catch (ServiceForm.UnfitFieldException e) {
            refuse(ctx, Refusal.BAD_REQUEST, speech.say(e.field().key()));
            return;
        }
        if (broken.isPresent()) {
            refuse(ctx, Refusal.CONFLICT, Forms.why(broken.get(), speech));
        } else {
            ctx.redirect(PATH + "?done=" + what, HttpStatus.SEE_OTHER);
        }
    }

    private void refuse(Context ctx, Refusal refusal, String why) {
        ctx.status(refusal.status());
        show(ctx, Typed.of(ctx, why));
    }

    private static RuleBrokenException unknown(ServiceId service) {
        return new RuleBrokenException(
                QueueRule.SERVICE_UNKNOWN, "service " + service + " is unknown: look at the list of services", service);
    }

    private static ServiceId service(Context ctx) {
        try {
            return new ServiceId(ctx.pathParam("service"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }
}

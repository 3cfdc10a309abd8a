package io.yizhan.terminal.screen;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.station.KioskKeys;
import io.yizhan.terminal.station.KioskOffer;
import io.yizhan.terminal.station.KioskStation;
import io.yizhan.terminal.station.Sentence;
import io.yizhan.terminal.station.ServiceNames;
import io.yizhan.terminal.uplink.HallState;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kiosk's face: a page for a touch screen (HDMI or DSI, 800 × 480 and up), for the browser of the same Pi. People
 * choose a service at it, with a priority where they have one, and print a ticket again that may not have come out.
 *
 * <pre>
 *   GET  /         the page
 *   GET  /events   server-sent "kiosk" events, each a whole {@link KioskView}; the first at once, then each other one
 *   POST /choose   {"service":"hukou","priority":"elderly"}; no priority: none
 *   POST /again    {} prints the last ticket again whose paper nobody is sure of
 * </pre>
 *
 * An order is answered 204 once the kiosk has it; what comes of it, the sentence says. 409 where it cannot be carried
 * out now, 503 where too many wait, 400 where it cannot be read.
 */
public final class KioskScreen implements StationScreen {

    private static final String ENGLISH = "en";

    private final DeviceId device;
    private final KioskStation kiosk;
    private final Set<String> keys;
    private final HallState hall;
    private final HallClock clock;

    /** @param keys the names of those that the kiosk has, see {@link KioskKeys} */
    public KioskScreen(DeviceId device, KioskStation kiosk, Set<String> keys, HallState hall, HallClock clock) {
        this.device = device;
        this.kiosk = kiosk;
        this.keys = Set.copyOf(keys);
        this.hall = hall;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "kiosk";
    }

    @Override
    public String table() {
        return "kiosk";
    }

    @Override
    public List<String> scripts() {
        return List.of("kiosk.js", "kiosk-words.js");
    }

    @Override
    public void onChange(Runnable listener) {
        kiosk.faces().forEach(face -> face.onChange((spot, sentence) -> listener.run()));
    }

    @Override
    public void orders(JavalinConfig config) {
        config.routes.post("/choose", this::choose);
        config.routes.post("/again", ctx -> {
            if (!kiosk.offer().ready()) {
                throw refused("nothing can be printed now: the sentence says why");
            }
            taken(ctx, kiosk.printAgain());
        });
        config.routes.exception(
                UnreadableException.class,
                (e, ctx) -> ctx.status(HttpStatus.BAD_REQUEST).result(String.valueOf(e.getMessage())));
    }

    private void choose(Context ctx) throws UnreadableException {
        Wish wish = Json.read(ctx.bodyAsBytes(), Wish.class);
        if (!kiosk.offer().ready()) {
            throw refused("no ticket can be given now: the sentence says why");
        }
        if (kiosk.offered().stream().noneMatch(service -> service.id().equals(wish.service) && service.open())) {
            throw refused("the service " + wish.service + " is not offered here now");
        }
        taken(ctx, kiosk.choose(wish.service, wish.priority == null ? Priority.NONE : wish.priority));
    }

    private static void taken(Context ctx, boolean heard) {
        if (!heard) {
            throw new HttpResponseException(503, "the kiosk is still busy with earlier choices", Map.of());
        }
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static HttpResponseException refused(String why) {
        return new HttpResponseException(409, why, Map.of());
    }

    @Override
    public KioskView view() {
        OffsetDateTime now = clock.byHub(); // as on the ticket
        Sentence sentence = kiosk.face().now();
        KioskOffer offer = kiosk.offer();
        Optional<Service> served = kiosk.serviceOf(sentence);
        return new KioskView(
                hall.config().map(config -> config.hall().name()).orElse(""),
                device,
                DayWords.date(now.toLocalDate()),
                DayWords.time(now),
                clock.byHubIsSure(),
                sentence.tone(),
                sentence.zh(),
                sentence.en(),
                kiosk.ticketOf(sentence).map(TicketId::shown).orElse(null),
                served.flatMap(ServiceNames::papers).orElse(""),
                served.flatMap(service -> ServiceNames.papers(service, ENGLISH)).orElse(""),
                offer.ready(),
                offer.again(),
                hall.config().stream()
                        .anyMatch(config -> config.hall().languages().contains(ENGLISH)),
                choices(offer),
                hall.hubOnline());
    }

    private List<KioskView.Choice> choices(KioskOffer offer) {
        boolean queueKnown = hall.hubOnline();
        List<KioskView.Choice> choices = new ArrayList<>();
        for (Service service : kiosk.offered()) {
            int place = choices.size() + 1;
            choices.add(new KioskView.Choice(
                    service.id().text(),
                    keys.contains(KioskKeys.service(place)) ? place : null,
                    ServiceNames.of(service),
                    service.name().getOrDefault(ENGLISH, ""),
                    service.open(),
                    queueKnown ? offer.ahead().get(service.series()) : null));
        }
        return choices;
    }

    private record Wish(ServiceId service, @Nullable Priority priority) {}
}

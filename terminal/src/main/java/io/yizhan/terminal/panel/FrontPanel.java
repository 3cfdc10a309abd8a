package io.yizhan.terminal.panel;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.loopback.LoopbackServer;
import io.yizhan.terminal.uplink.HallState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front panel of a terminal whose devices are simulated, for people at {@code /} and for scripts at {@code /api},
 * on loopback alone.
 *
 * <pre>
 *   GET  /api/state                                    everything but the LEDs, see {@link PanelState}
 *   GET  /api/leds                                     the LEDs, a row a string of hexadecimal digits
 *   GET  /api/events                                   server-sent: told (a line of the log), state, leds
 *   GET  /api/tickets/{no}.png                         a printed ticket, from the bytes that reached the printer
 *   POST /api/finger  {"finger":3}                     lays it on the reader; with "station" at that one
 *   POST /api/lift    {}                               lifts it
 *   POST /api/key     {"station":"3","key":"next"}     presses a counter's or a kiosk's key
 *   POST /api/kiosk {"service":"hukou","priority":"elderly"}    chooses at the kiosk's screen; no priority: none
 *   POST /api/fault {"station":"reader-1","fault":"badsum","on":true}
 *        reader: badsum drop noise silent · kiosk: paper-out paper-low cover-open cutter power-off pulled-mid-print ·
 *        kiosk and counter: key-stuck, with "key"
 * </pre>
 *
 * An order is answered 204 as soon as the hand has moved; what came of it, the faces tell. A refused one is answered
 * 400 with {"message":…}. An order is JSON by its content type, which no page of another origin can send unasked.
 */
public final class FrontPanel implements AutoCloseable {

    private final Hands hands;
    private final PanelView view;
    private final PanelStream stream;
    private final LoopbackServer server;

    /**
     * Made, not started.
     *
     * @param port 0 takes any free one
     * @param others the panels of other terminals, by the terminals' names, for the row of links
     */
    public FrontPanel(int port, DeviceId device, Map<String, String> others, List<Bench> benches, HallState hall) {
        PanelLog log = new PanelLog();
        this.hands = new Hands(benches, log::change);
        this.view = new PanelView(device, others, benches, hall, hands, log);
        this.stream = new PanelStream(view, log);
        this.server = new LoopbackServer("panel", "panel.port", port, this::configure);
    }

    /** @throws IOException when the port is taken; the message says what to do */
    public void start() throws IOException {
        server.start();
    }

    /** Where a browser finds it. */
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        stream.close();
        server.close();
    }

    private void configure(JavalinConfig config) {
        page(config, "/", "panel.html", "text/html");
        for (String script : List.of("panel.js", "devices.js", "leds.js")) {
            page(config, "/" + script, script, "text/javascript");
        }
        page(config, "/panel.css", "panel.css", "text/css");
        page(config, "/mark.svg", "mark.svg", "image/svg+xml");
        config.routes.get("/api/state", ctx -> LoopbackServer.json(ctx, view.state()));
        config.routes.get("/api/leds", ctx -> LoopbackServer.json(ctx, view.leds()));
        config.routes.get("/api/tickets/{no}.png", this::ticket);
        config.routes.sse("/api/events", stream::open);
        config.routes.post("/api/finger", ctx -> {
            FingerOrder order = order(ctx, FingerOrder.class);
            hands.lay(order.station, order.finger);
        });
        config.routes.post("/api/lift", ctx -> hands.lift(order(ctx, LiftOrder.class).station));
        config.routes.post("/api/key", ctx -> {
            KeyOrder order = order(ctx, KeyOrder.class);
            hands.press(order.station, order.key);
        });
        config.routes.post("/api/kiosk", ctx -> {
            KioskOrder order = order(ctx, KioskOrder.class);
            hands.choose(order.station, order.service, order.priority);
        });
        config.routes.post("/api/fault", ctx -> {
            FaultOrder order = order(ctx, FaultOrder.class);
            hands.fault(order.station, order.fault, order.key, order.on);
        });
        config.routes.after(ctx -> {
            if (ctx.method().name().equals("POST") && ctx.status() == HttpStatus.OK) {
                ctx.status(HttpStatus.NO_CONTENT);
            }
        });
        config.routes.exception(RefusedException.class, (e, ctx) -> refuse(ctx, e.getMessage()));
        config.routes.exception(UnreadableException.class, (e, ctx) -> refuse(ctx, e.getMessage()));
    }

    private void ticket(Context ctx) {
        String no = ctx.pathParam("no");
        byte[] png = no.matches("[0-9]{1,9}")
                ? view.ticket(Long.parseLong(no)).map(ticket -> ticket.png()).orElse(null)
                : null;
        if (png == null) {
            throw new HttpResponseException(
                    404, "no ticket " + no + "; the newest " + PanelView.TICKETS_MAX + " are kept", Map.of());
        }
        ctx.contentType("image/png").result(png);
    }

    static void page(JavalinConfig config, String path, String file, String type) {
        LoopbackServer.page(config, path, FrontPanel.class, file, type);
    }

    private static <T> T order(Context ctx, Class<T> type) throws UnreadableException {
        return Json.read(ctx.bodyAsBytes(), type);
    }

    private static void refuse(Context ctx, @Nullable String message) {
        ctx.status(HttpStatus.BAD_REQUEST);
        LoopbackServer.json(ctx, Map.of("message", message == null ? "" : message));
    }

    private record FingerOrder(@Nullable String station, int finger) {}

    private record LiftOrder(@Nullable String station) {}

    private record KeyOrder(String station, String key) {}

    private record KioskOrder(
            @Nullable String station,
            String service,
            @Nullable Priority priority) {}

    private record FaultOrder(
            String station, String fault, @Nullable String key, boolean on) {}
}

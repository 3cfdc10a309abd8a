package io.yizhan.terminal.panel;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.uplink.HallState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
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
 * POST /api/kiosk {"service":"hukou","priority":"elderly"} chooses at the kiosk's screen; priority may be left out POST
 * /api/fault {"station":"reader-1","fault":"badsum","on":true} reader: badsum drop noise silent · kiosk: paper-out
 * paper-low cover-open cutter power-off pulled-mid-print kiosk and counter: key-stuck, with "key"
 * </pre>
 *
 * An order is answered 204 as soon as the hand has moved; what came of it, the faces tell. A refused one is answered
 * 400 with {"message":…}. An order is JSON by its content type, which no page of another origin can send unasked.
 */
public final class FrontPanel implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS_MAX = 8;
    private static final int THREADS_MIN = 2;
    private static final int BODY_BYTES_MAX = 4_096;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self' http://127.0.0.1:*"
            + " http://localhost:*";

    private final int wantedPort;
    private final Hands hands;
    private final PanelView view;
    private final PanelStream stream;
    private final Javalin server;

    /**
     * Made, not started.
     *
     * @param port 0 takes any free one
     * @param others the panels of other terminals, by the terminals' names, for the row of links
     */
    public FrontPanel(int port, DeviceId device, Map<String, String> others, List<Bench> benches, HallState hall) {
        PanelLog log = new PanelLog();
        this.wantedPort = port;
        this.hands = new Hands(benches, log::change);
        this.view = new PanelView(device, others, benches, hall, hands, log);
        this.stream = new PanelStream(view, log);
        this.server = Javalin.create(this::configure);
    }

    /** @throws IOException when the port is taken; the message says what to do */
    public void start() throws IOException {
        // Asked first, because the server would put its own account of a taken port into the log.
        try (ServerSocket asked = new ServerSocket()) {
            asked.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort));
        } catch (BindException e) {
            throw taken(e);
        }
        try {
            server.start(LOOPBACK, wantedPort);
        } catch (JavalinBindException e) {
            throw taken(e);
        }
    }

    private IOException taken(Exception cause) {
        return new IOException(
                "the panel cannot listen on " + LOOPBACK + ":" + wantedPort
                        + ", another program has the port: end that one, or set panel.port to another, or to 0 for any"
                        + " free one",
                cause);
    }

    /** Where a browser finds it. */
    public String address() {
        return "http://" + LOOPBACK + ":" + server.port();
    }

    @Override
    public void close() {
        stream.close();
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        config.http.maxRequestSize = BODY_BYTES_MAX;
        config.routes.before(FrontPanel::guard);
        page(config, "/", "panel.html", "text/html");
        for (String script : List.of("panel.js", "devices.js", "leds.js")) {
            page(config, "/" + script, script, "text/javascript");
        }
        page(config, "/panel.css", "panel.css", "text/css");
        page(config, "/mark.svg", "mark.svg", "image/svg+xml");
        config.routes.get("/api/state", ctx -> json(ctx, view.state()));
        config.routes.get("/api/leds", ctx -> json(ctx, view.leds()));
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

    /**
     * Only this machine's own pages: a name that an attacker points at loopback is refused, and so is another's form.
     */
    static void guard(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store");
        String host = ctx.header("Host");
        if (host == null || !host.matches("(127\\.0\\.0\\.1|localhost)(:[0-9]+)?")) {
            throw new HttpResponseException(403, "this panel is only at " + LOOPBACK, Map.of());
        }
        String type = ctx.contentType();
        boolean isJson = type != null && type.startsWith("application/json");
        if (ctx.method().name().equals("POST") && !isJson) {
            throw new HttpResponseException(415, "send the order as application/json", Map.of());
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            throw new HttpResponseException(403, "this panel obeys its own page", Map.of());
        }
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
        byte[] content = resource(file);
        config.routes.get(path, ctx -> ctx.contentType(type + "; charset=utf-8").result(content));
    }

    static byte[] resource(String file) {
        try (InputStream stream = FrontPanel.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the panel's file " + file + " is not packaged");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T order(Context ctx, Class<T> type) throws UnreadableException {
        return Json.read(ctx.bodyAsBytes(), type);
    }

    private static void json(Context ctx, Object value) {
        ctx.contentType("application/json; charset=utf-8").result(Json.write(value));
    }

    private static void refuse(Context ctx, @Nullable String message) {
        ctx.status(HttpStatus.BAD_REQUEST);
        json(ctx, Map.of("message", message == null ? "" : message));
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

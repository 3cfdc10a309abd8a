package io.yizhan.hub.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.store.StoreTrouble;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the table of routes. A request's life:
 *
 * <pre>
 *   security headers → route found? → {@link Gate} → handler ──→ answer
 *                          └ no ────────┴ refused ──┴ thrown ──→ {@link Face}: a page, or a problem for programs
 * </pre>
 */
public final class HttpServer implements AutoCloseable {

    /** Jetty's threads; live pages hold none. */
    private static final int THREADS_MAX = 16;

    private static final int THREADS_MIN = 4;
    private static final int THREAD_IDLE_MS = 60_000;

    private static final String PROGRAMS = "/api/";
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;

    /**
     * A table with a gate in front of it.
     *
     * @param page shows refusals to people
     * @param problem shows them to programs: to all that is below {@code /api/}
     */
    public HttpServer(Gate gate, List<Route> routes, Face page, Face problem) {
        this(
                gate,
                routes,
                (ctx, refusal, message) ->
                        (ctx.path().startsWith(PROGRAMS) ? problem : page).show(ctx, refusal, message));
    }

    /** A table that is open to everybody: nothing can be changed by it, and there is nothing in it to keep. */
    public static HttpServer open(List<Route> routes, Face face) {
        for (Route route : routes) {
            if (!route.audience().equals(Audience.ANYBODY) || route.method() != Route.Method.GET) {
                throw new IllegalArgumentException(route.method() + " " + route.path() + " is for " + route.audience()
                        + ": an open table has only GET, for anybody");
            }
        }
        return new HttpServer(new OpenDoor(), routes, face);
    }

    private HttpServer(Door gate, List<Route> routes, Face face) {
        this.javalin = Javalin.create(config -> {
            limits(config);
            config.routes.before(SecurityHeaders::put);
            config.routes.beforeMatched(ctx -> {
                BodyLimit.of(ctx).hold(ctx);
                gate.check(ctx, audience(ctx));
            });
            for (Route route : routes) {
                config.routes.addHttpHandler(
                        type(route.method()),
                        route.path(),
                        route.handler(),
                        route.audience(),
                        new BodyLimit(route.bodyMax()));
            }
            refusals(config, gate, face);
        });
    }

    /**
     * Begins to serve.
     *
     * @param port 0 takes any free one
     */
    public void start(String bind, int port) throws PortTakenException {
        try {
            javalin.start(bind, port);
        } catch (JavalinBindException e) {
            throw new PortTakenException(bind, port, e);
        }
    }

    /** Where it listens. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void limits(JavalinConfig config) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, THREAD_IDLE_MS);
        threads.setName("page");
        config.jetty.threadPool = threads;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = Route.BODY_MAX;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }

    private static Audience audience(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(Audience.class::isInstance)
                .map(Audience.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " has no audience"));
    }

    private static HandlerType type(Route.Method method) {
        return switch (method) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
        };
    }

    private static void refusals(JavalinConfig config, Door gate, Face face) {
        config.routes.exception(
                RefusedException.class, (refused, ctx) -> show(face, ctx, refused.refusal(), refused.say()));
        config.routes.exception(HttpResponseException.class, (refused, ctx) -> {
            Refusal refusal = refusal(refused.getStatus());
            show(face, ctx, refusal, String.valueOf(refused.getMessage()));
        });
        config.routes.exception(ServletException.class, (unread, ctx) -> {
            if (!BodyLimit.isOfParts(unread)) {
                LOG.error("{} {} failed", ctx.method(), ctx.path(), unread);
                show(face, ctx, Refusal.FAILED, "the hub made a mistake: its log says more");
            } else if (BodyLimit.isExceeded(unread)) {
                show(face, ctx, Refusal.TOO_LARGE, BodyLimit.of(ctx).say());
            } else {
                show(
                        face,
                        ctx,
                        Refusal.BAD_REQUEST,
                        "the parts of the body cannot be read: send them as a browser does");
            }
        });
        config.routes.exception(StoreException.class, (broken, ctx) -> {
            LOG.error("{} {} was refused by the database", ctx.method(), ctx.path(), broken);
            boolean full = broken.trouble().filter(StoreTrouble.FULL::equals).isPresent();
            show(face, ctx, full ? Refusal.DISK_FULL : Refusal.STORE_BROKEN, "the hub's database refused");
        });
        config.routes.exception(
                RejectedExecutionException.class,
                (busy, ctx) -> show(face, ctx, Refusal.BUSY, "too much at once: try again in some seconds"));
        config.routes.exception(Exception.class, (bug, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), bug);
            show(face, ctx, Refusal.FAILED, "the hub made a mistake: its log says more");
        });
        config.routes.error(404, ctx -> {
            if (ctx.attribute(SHOWN) == null) {
                gate.recognise(ctx);
                show(face, ctx, Refusal.NOT_FOUND, "there is nothing at " + ctx.path());
            }
        });
    }

    private static final String SHOWN = "refusal-shown";

    private static void show(Face face, Context ctx, Refusal refusal, String message) {
        ctx.attribute(SHOWN, true);
        ctx.status(refusal.status());
        face.show(ctx, refusal, message);
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 404, 405 -> Refusal.NOT_FOUND;
            case 413 -> Refusal.TOO_LARGE;
            default -> status < 500 ? Refusal.BAD_REQUEST : Refusal.FAILED;
        };
    }
}

package io.yizhan.hub.page;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.yizhan.hub.http.Face;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.SecurityHeaders;
import io.yizhan.hub.store.StoreTrouble;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What stands at the hub's address while the hub cannot start because its disk takes nothing: why, what it means, what
 * to do. It loads itself anew until the hub is there.
 */
public final class WaitingPage implements AutoCloseable {

    private static final String PROGRAMS = "/api/";
    private static final String AGAIN_S = "5";
    private static final int THREADS_MAX = 6;
    private static final int THREADS_MIN = 2;

    private final String hall;
    private final ZoneId zone;
    private final Words words;
    private final StoreTrouble kind;
    private final Face problem;
    private final InstantSource clock;
    private final Templates templates = new Templates();
    private final Assets assets = new Assets();
    private final Javalin javalin;

    /**
     * @param language the hall's first
     * @param problem shows a refusal to programs: to all that is below {@code /api/}
     */
    public WaitingPage(
            String hall, ZoneId zone, String language, StoreTrouble kind, Face problem, InstantSource clock) {
        this.hall = hall;
        this.zone = zone;
        this.words = Words.of(language);
        this.kind = kind;
        this.problem = problem;
        this.clock = clock;
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
            config.routes.before(SecurityHeaders::put);
            config.routes.get("/assets/{hash}/{name}", assets::serve);
            config.routes.error(404, this::show);
            config.routes.error(405, this::show);
        });
    }

    /** What the template shows. */
    public record View(Frame frame) {}

    /** @param port 0 takes any free one */
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

    private void show(Context ctx) {
        Refusal refusal = kind == StoreTrouble.FULL ? Refusal.DISK_FULL : Refusal.STORE_BROKEN;
        ctx.status(refusal.status());
        if (ctx.path().startsWith(PROGRAMS)) {
            problem.show(ctx, refusal, "the hub waits for its disk, and starts by itself");
            return;
        }
        Frame frame = new Frame(
                new Speech(words, zone, clock.instant()),
                hall,
                List.of(words),
                null,
                null,
                0,
                ctx.path(),
                assets,
                new Trouble.Store(kind));
        ctx.header("Refresh", AGAIN_S).html(templates.render("waiting", new View(frame)));
    }
}

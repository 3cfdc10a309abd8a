package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Face;
import io.yizhan.hub.http.HttpServer;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.StoreTrouble;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/**
 * What stands at the hub's address while the hub cannot start because its disk takes nothing: why, what it means, what
 * to do. It loads itself anew until the hub is there.
 */
public final class WaitingPage implements AutoCloseable {

    private static final String PROGRAMS = "/api/";
    private static final String AGAIN_S = "5";

    private final String hall;
    private final ZoneId zone;
    private final Words words;
    private final StoreTrouble kind;
    private final Face problem;
    private final InstantSource clock;
    private final Templates templates = new Templates();
    private final Assets assets = new Assets();
    private final HttpServer server;

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
        this.server = HttpServer.open(
                List.of(Route.get("/assets/{hash}/{name}", Audience.ANYBODY, assets::serve)),
                (ctx, refusal, message) -> show(ctx));
    }

    /** What the template shows. */
    public record View(Frame frame) {}

    /** @param port 0 takes any free one */
    public void start(String bind, int port) throws PortTakenException {
        server.start(bind, port);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Whatever was asked for: it is not there for the same reason. */
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
                null,
                0,
                ctx.path(),
                assets,
                new Trouble.Store(kind));
        ctx.header("Refresh", AGAIN_S).html(templates.render("waiting", new View(frame)));
    }
}

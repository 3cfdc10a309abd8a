package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.access.SignIn;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 登录. */
public final class SignInPage {

    private final Site site;
    private final Sessions sessions;
    private final Gate gate;

    SignInPage(Site site, Sessions sessions, Gate gate) {
        this.site = site;
        this.sessions = sessions;
        this.gate = gate;
    }

    /**
     * What the template shows.
     *
     * @param then where to go after it
     * @param account as it was typed
     * @param trouble why it did not go; null at first
     */
    public record View(
            Frame frame,
            String then,
            String account,
            @Nullable String trouble) {}

    List<Route> routes() {
        return List.of(
                Route.get("/sign-in", Audience.ANYBODY, this::show),
                Route.post("/sign-in", Audience.ANYBODY, this::signIn),
                Route.post("/sign-out", Audience.SIGNED_IN, this::signOut));
    }

    private void show(Context ctx) {
        String then = Site.ownPath(ctx.queryParam("then"));
        if (Gate.visitor(ctx).isPresent()) {
            ctx.redirect(then, HttpStatus.SEE_OTHER);
            return;
        }
        site.show(ctx, "sign-in", new View(site.frame(ctx, null), then, "", null));
    }

    private void signIn(Context ctx) {
        String account = given(ctx, "account");
        switch (sessions.signIn(account, given(ctx, "password"), ctx.ip())) {
            case SignIn.Done done -> {
                Gate.letIn(ctx, done.word());
                ctx.redirect(Site.ownPath(ctx.formParam("then")), HttpStatus.SEE_OTHER);
            }
            case SignIn.Wrong() -> again(ctx, account, HttpStatus.UNAUTHORIZED, "sign-in.wrong");
            case SignIn.TooOften(Duration pause) -> {
                Duration whole = pause.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
                ctx.header(Header.RETRY_AFTER, String.valueOf(whole.toSeconds()));
                String span = site.speech(ctx).span(whole);
                again(ctx, account, HttpStatus.TOO_MANY_REQUESTS, "sign-in.too-often", span);
            }
            case SignIn.Busy() -> again(ctx, account, HttpStatus.SERVICE_UNAVAILABLE, "sign-in.busy");
        }
    }

    private void again(Context ctx, String account, HttpStatus status, String key, Object... arguments) {
        Frame frame = site.frame(ctx, null);
        ctx.status(status);
        site.show(
                ctx,
                "sign-in",
                new View(frame, Site.ownPath(ctx.formParam("then")), account, frame.say(key, arguments)));
    }

    private void signOut(Context ctx) {
        gate.letOut(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private static String given(Context ctx, String field) {
        @Nullable String value = ctx.formParam(field);
        return value == null ? "" : value;
    }
}

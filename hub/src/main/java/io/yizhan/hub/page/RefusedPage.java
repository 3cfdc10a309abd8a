package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.http.Face;
import io.yizhan.hub.http.Refusal;
import io.yizhan.protocol.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a person sees instead of what was asked for: what happened, what to do, and last and small a code. */
public final class RefusedPage implements Face {

    private final Site site;

    RefusedPage(Site site) {
        this.site = site;
    }

    /**
     * What the template shows.
     *
     * @param ofForm whether a form was refused, and the page on which it stood can be gone back to
     */
    public record View(Frame frame, Refusal refusal, String message, boolean withMessage, boolean ofForm) {

        public String key() {
            return "refused." + Json.wireName(refusal);
        }

        public String code() {
            return refusal.status() + " " + Json.wireName(refusal);
        }
    }

    @Override
    public void show(Context ctx, Refusal refusal, String message) {
        Frame frame = site.frame(ctx, null);
        boolean isForm = !ctx.method().equals(HandlerType.GET);
        boolean wantsPage = !isForm && String.valueOf(ctx.header(Header.ACCEPT)).contains("text/html");
        if (refusal == Refusal.SIGNED_OUT && wantsPage && ctx.header("HX-Request") == null) {
            ctx.redirect(
                    frame.path().equals("/")
                            ? "/sign-in"
                            : "/sign-in?then=" + URLEncoder.encode(frame.path(), StandardCharsets.UTF_8),
                    HttpStatus.SEE_OTHER);
            return;
        }
        if (refusal == Refusal.FIRST_PASSWORD && wantsPage && ctx.header("HX-Request") == null) {
            ctx.redirect(OwnAccountPage.PATH, HttpStatus.SEE_OTHER);
            return;
        }
        switch (refusal) {
            case SIGNED_OUT -> ctx.header("HX-Redirect", "/sign-in");
            case FIRST_PASSWORD -> ctx.header("HX-Redirect", OwnAccountPage.PATH);
            default -> {}
        }
        boolean withMessage = refusal == Refusal.BAD_REQUEST || refusal == Refusal.CONFLICT;
        site.show(
                ctx,
                "refused",
                new View(
                        frame,
                        refusal,
                        message,
                        withMessage,
                        isForm && !frame.path().equals("/")));
        ctx.status(refusal.status());
    }
}

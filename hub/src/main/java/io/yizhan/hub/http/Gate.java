package io.yizhan.hub.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.access.Visitor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one place that decides who may take a route. Whatever it does not let through is refused. */
public final class Gate implements Door {

    /** The field of a form that carries {@link Visitor#formWord()}. */
    public static final String FORM_WORD = "form_word";

    private static final String SESSION_COOKIE = "yizhan_session";
    private static final String VISITOR = "visitor";
    private static final String PROGRAM = "program";
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;

    public Gate(Sessions sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    public void check(Context ctx, Audience audience) {
        switch (audience) {
            case ANYBODY -> {
                recognise(ctx);
                checkFromHere(ctx);
            }
            case SIGNED_IN -> checkForm(ctx, signedIn(ctx));
            case ADMIN -> {
                Visitor visitor = signedIn(ctx);
                if (!visitor.isAdmin()) {
                    throw new RefusedException(
                            Refusal.NOT_ALLOWED,
                            "the account " + visitor.account().name() + " is no admin: ask one, or sign in as one");
                }
                checkForm(ctx, visitor);
            }
            case PROGRAM -> checkToken(ctx);
        }
    }

    /** Lets {@link #visitor} know who it is, where nobody has to be. */
    @Override
    public void recognise(Context ctx) {
        sessions.find(ctx.cookie(SESSION_COOKIE)).ifPresent(visitor -> ctx.attribute(VISITOR, visitor));
    }

    /** Who is signed in, if anybody is. */
    public static Optional<Visitor> visitor(Context ctx) {
        return Optional.ofNullable(ctx.attribute(VISITOR));
    }

    /** Who is signed in, on a route that only such people reach. */
    public static Visitor presentVisitor(Context ctx) {
        return visitor(ctx)
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " is open to who is not signed in"));
    }

    /** The token's name, on a route for programs. */
    public static String program(Context ctx) {
        @Nullable String name = ctx.attribute(PROGRAM);
        if (name == null) {
            throw new IllegalStateException(ctx.path() + " is open to who has no token");
        }
        return name;
    }

    /**
     * Whether the session that came with this request still is one, asked as often as wanted; an open page counts as
     * use.
     */
    public BooleanSupplier whileSignedIn(Context ctx) {
        @Nullable String word = ctx.cookie(SESSION_COOKIE);
        return () -> sessions.find(word).isPresent();
    }

    /** Gives the browser its session. */
    public static void letIn(Context ctx, String word) {
        ctx.cookie(sessionCookie(ctx, word, (int) Sessions.AGE_MAX.toSeconds()));
    }

    /** Ends the session, here and in the browser. */
    public void letOut(Context ctx) {
        @Nullable String word = ctx.cookie(SESSION_COOKIE);
        if (word != null) {
            sessions.end(word);
        }
        ctx.cookie(sessionCookie(ctx, "", 0));
    }

    private static Cookie sessionCookie(Context ctx, String word, int maxAgeS) {
        return new Cookie(SESSION_COOKIE, word, "/", maxAgeS, isSecure(ctx), true, null, SameSite.STRICT);
    }

    /** A proxy that says https is believed: it can only make the cookie stricter. */
    static boolean isSecure(Context ctx) {
        return "https".equals(ctx.scheme()) || "https".equals(ctx.header("X-Forwarded-Proto"));
    }

    private Visitor signedIn(Context ctx) {
        Visitor visitor = sessions.find(ctx.cookie(SESSION_COOKIE))
                .orElseThrow(
                        () -> new RefusedException(Refusal.SIGNED_OUT, "nobody is signed in: sign in at /sign-in"));
        ctx.attribute(VISITOR, visitor);
        return visitor;
    }

    private static void checkForm(Context ctx, Visitor visitor) {
        if (changesNothing(ctx)) {
            return;
        }
        checkFromHere(ctx);
        @Nullable String word = ctx.formParam(FORM_WORD);
        if (word == null || !same(word, visitor.formWord())) {
            throw new RefusedException(
                    Refusal.FORGED, "the form does not belong to this session: load the page again, and send it again");
        }
    }

    /** Browsers say where a form was: what was on a foreign page is refused, and so is who does not say. */
    private static void checkFromHere(Context ctx) {
        if (changesNothing(ctx)) {
            return;
        }
        @Nullable String site = ctx.header("Sec-Fetch-Site");
        boolean fromHere = site == null ? isOwnOrigin(ctx) : site.equals("same-origin");
        if (!fromHere) {
            throw new RefusedException(
                    Refusal.FORGED, "the form was sent from another site's page: open this page itself and try again");
        }
    }

    private static boolean isOwnOrigin(Context ctx) {
        @Nullable String origin = ctx.header("Origin");
        if (origin == null || ctx.host() == null) {
            return false;
        }
        try {
            return ctx.host().equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    private void checkToken(Context ctx) {
        @Nullable String header = ctx.header("Authorization");
        Optional<String> name = header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.empty()
                : tokens.find(header.substring(BEARER.length()).strip());
        ctx.attribute(PROGRAM, name.orElseThrow(() -> {
            ctx.header("WWW-Authenticate", "Bearer realm=\"yizhan\"");
            return new RefusedException(
                    Refusal.NO_TOKEN,
                    (header == null ? "no token came with the request" : "the token is not known here")
                            + ": send \"Authorization: Bearer TOKEN\"; the hall's folder has one in api-token");
        }));
    }

    private static boolean changesNothing(Context ctx) {
        return switch (ctx.req().getMethod()) {
            case "GET", "HEAD" -> true;
            default -> false;
        };
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

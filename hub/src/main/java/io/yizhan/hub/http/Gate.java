package io.yizhan.hub.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Program;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.access.Rights;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.access.Visitor;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
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
    private static final String ALLOWANCE = "allowance";
    private static final String REACH = "reach";
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Agencies agencies;

    /** @param agencies where people work, for those whose rights follow from it */
    public Gate(Sessions sessions, ApiTokens tokens, Agencies agencies) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.agencies = agencies;
    }

    /** Where people work. */
    public interface Agencies {

        /** The agency in which this person works at present; empty for who is unknown, or works here no longer. */
        Optional<AgencyId> of(StaffId staff);

        /** Whether another person is the agency's chief representative on record today, or this one was and is not. */
        boolean isFormerChief(StaffId staff, AgencyId agency);
    }

    @Override
    public void check(Context ctx, Audience audience) {
        switch (audience) {
            case Audience.Anybody() -> {
                recognise(ctx);
                checkFromHere(ctx);
            }
            case Audience.SignedIn() -> checkForm(ctx, signedIn(ctx));
            case Audience.People(Right right) -> {
                Visitor visitor = signedIn(ctx);
                checkPassword(visitor);
                checkRight(ctx, right);
                checkForm(ctx, visitor);
            }
            case Audience.Programs(Right right) -> {
                checkToken(ctx);
                checkRight(ctx, right);
            }
        }
    }

    /** Lets {@link #visitor} know who it is, where nobody has to be. */
    @Override
    public void recognise(Context ctx) {
        sessions.find(ctx.cookie(SESSION_COOKIE)).ifPresent(visitor -> enter(ctx, visitor));
    }

    /** To what the route's right extends for who asks. The handler must show, and change, nothing beyond. */
    public static Reach reach(Context ctx) {
        @Nullable Reach reach = ctx.attribute(REACH);
        if (reach == null) {
            throw new IllegalStateException(ctx.path() + " is a route without a right");
        }
        return reach;
    }

    /** What else who asks may do; empty when nobody is known. */
    public static Optional<Allowance> allowance(Context ctx) {
        return Optional.ofNullable(ctx.attribute(ALLOWANCE));
    }

    /** To what another right than the route's extends for who asks; empty where there is none. */
    public static Optional<Reach> reach(Context ctx, Right right) {
        return allowance(ctx).flatMap(allowance -> allowance.reach(right));
    }

    /**
     * What a question about an agency, a person, or both must filter by so that it stays within reach.
     *
     * @param agency that was asked for; null for all
     * @param staff that was asked for; null for everybody
     * @throws RefusedException where that is out of reach, whether it exists or not
     */
    public static Reach.Within within(Context ctx, @Nullable AgencyId agency, @Nullable StaffId staff) {
        return reach(ctx).within(agency, staff).orElseThrow(Gate::notAllowed);
    }

    /** What who asks for something out of reach is told, in the same words whether that exists or not. */
    public static RefusedException notAllowed() {
        return new RefusedException(Refusal.NOT_ALLOWED, "this is not for this account: ask an admin of the hall");
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

    /** {@code program NAME}: how what a program decides is signed, so that no token passes for an account. */
    public static String signed(Context ctx) {
        @Nullable Program program = ctx.attribute(PROGRAM);
        if (program == null) {
            throw new IllegalStateException(ctx.path() + " is open to who has no token");
        }
        return Program.SIGNED + program.name();
    }

    /**
     * Whether the session that came with this request still is one that may do the same, asked as often as wanted; an
     * open page counts as use.
     */
    public BooleanSupplier whileSignedIn(Context ctx) {
        @Nullable String word = ctx.cookie(SESSION_COOKIE);
        Optional<Allowance> before = allowance(ctx);
        return () -> sessions.find(word)
                .map(visitor -> allowance(visitor.account().standing()))
                .equals(before);
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
        enter(ctx, visitor);
        return visitor;
    }

    private void enter(Context ctx, Visitor visitor) {
        ctx.attribute(VISITOR, visitor);
        ctx.attribute(ALLOWANCE, allowance(visitor.account().standing()));
    }

    private Allowance allowance(Standing standing) {
        StaffId staff = standing.staff();
        AgencyId present = staff == null ? null : agencies.of(staff).orElse(null);
        if (staff != null && present != null && standing.role() == Role.CHIEF_REPRESENTATIVE) {
            boolean former = agencies.isFormerChief(staff, present);
            return new Allowance(former ? Standing.of(Role.CLERK, staff) : standing, present);
        }
        return new Allowance(standing, present);
    }

    /** What is done under a name must be its owner's doing: whoever gave the password could have done it, too. */
    private static void checkPassword(Visitor visitor) {
        if (visitor.firstPassword()) {
            throw new RefusedException(
                    Refusal.FIRST_PASSWORD, "the password is not of your own choice: choose one at /account first");
        }
    }

    /** Before the handler runs: a right that {@link Rights} does not name for who asks is none. */
    private static void checkRight(Context ctx, Right right) {
        ctx.attribute(REACH, reach(ctx, right).orElseThrow(Gate::notAllowed));
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
        Optional<Program> found = header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.empty()
                : tokens.find(header.substring(BEARER.length()).strip());
        Program program = found.orElseThrow(() -> {
            ctx.header("WWW-Authenticate", "Bearer realm=\"yizhan\"");
            return new RefusedException(
                    Refusal.NO_TOKEN,
                    (header == null ? "no token came with the request" : "the token is not known here")
                            + ": send \"Authorization: Bearer TOKEN\"; the hall's folder has one in api-token");
        });
        ctx.attribute(PROGRAM, program);
        ctx.attribute(ALLOWANCE, allowance(program.standing()));
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

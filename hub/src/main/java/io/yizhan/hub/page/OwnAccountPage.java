package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.access.SignIn;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.Json;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 我的账号: what the own account is, and a new password for it. */
public final class OwnAccountPage {

    static final String PATH = "/account";

    private final Site site;
    private final Sessions sessions;
    private final Accounts accounts;

    OwnAccountPage(Site site, Sessions sessions, Accounts accounts) {
        this.site = site;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /**
     * What the template shows.
     *
     * @param trouble why the password is still the old one; null where nothing went wrong
     * @param changed whether it was changed just now
     */
    public record View(
            Frame frame,
            String account,
            String role,
            @Nullable String trouble,
            boolean changed) {

        public int least() {
            return Accounts.PASSWORD_CHARACTERS_MIN;
        }

        public int most() {
            return Accounts.PASSWORD_CHARACTERS_MAX;
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Audience.SIGNED_IN, ctx -> show(ctx, null)),
                Route.post(PATH, Audience.SIGNED_IN, this::change));
    }

    private void change(Context ctx) {
        AccountName name = Gate.presentVisitor(ctx).account().name();
        String fresh = given(ctx, "new");
        if (!fresh.equals(given(ctx, "again"))) {
            again(ctx, HttpStatus.CONFLICT, "account.not-the-same");
            return;
        }
        if (fresh.equals(given(ctx, "old"))) {
            again(ctx, HttpStatus.CONFLICT, "account.no-other");
            return;
        }
        switch (sessions.signIn(name.text(), given(ctx, "old"), ctx.ip())) {
            case SignIn.Done _ -> {
                switch (accounts.changePassword(name, fresh, name.text())) {
                    case Outcome.Refused _ ->
                        again(
                                ctx,
                                HttpStatus.CONFLICT,
                                "account.length",
                                Accounts.PASSWORD_CHARACTERS_MIN,
                                Accounts.PASSWORD_CHARACTERS_MAX);
                    case Outcome.Done _, Outcome.Made _ -> comeBack(ctx, name, fresh);
                }
            }
            case SignIn.Wrong() -> again(ctx, HttpStatus.UNAUTHORIZED, "account.wrong");
            case SignIn.TooOften(Duration pause) ->
                again(
                        ctx,
                        HttpStatus.TOO_MANY_REQUESTS,
                        "sign-in.too-often",
                        site.speech(ctx).span(pause.plusMillis(999).truncatedTo(ChronoUnit.SECONDS)));
            case SignIn.Busy() -> again(ctx, HttpStatus.SERVICE_UNAVAILABLE, "sign-in.busy");
        }
    }

    /** The change ended all sessions of the account; who made it stays, wherever else it was open. */
    private void comeBack(Context ctx, AccountName name, String password) {
        if (sessions.signIn(name.text(), password, ctx.ip()) instanceof SignIn.Done done) {
            Gate.letIn(ctx, done.word());
        }
        ctx.redirect(PATH + "?changed=1", HttpStatus.SEE_OTHER);
    }

    private void again(Context ctx, HttpStatus status, String key, Object... arguments) {
        ctx.status(status);
        show(ctx, site.words(ctx).say(key, arguments));
    }

    private void show(Context ctx, @Nullable String trouble) {
        Frame frame = site.frame(ctx, null);
        var account = Gate.presentVisitor(ctx).account();
        boolean changed = trouble == null && new Query(ctx).text("changed").equals("1");
        site.show(
                ctx,
                "account",
                new View(
                        frame,
                        account.name().text(),
                        role(ctx, frame, account.standing().role()),
                        trouble,
                        changed));
    }

    /** Also why somebody's rights are others than the role says. */
    private static String role(Context ctx, Frame frame, Role role) {
        boolean former = Gate.allowance(ctx)
                .filter(allowed -> allowed.standing().role() != role)
                .isPresent();
        String said = frame.say("role." + Json.wireName(role));
        return former ? said + " · " + frame.say("account.former-chief") : said;
    }

    private static String given(Context ctx, String field) {
        @Nullable String value = ctx.formParam(field);
        return value == null ? "" : value;
    }
}

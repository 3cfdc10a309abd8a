package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.SetAside;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Read;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all pages share: the hall's name and zone, its languages, the records, the templates. For any thread. */
final class Site {

    private static final String LANGUAGE_COOKIE = "yizhan_language";
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(400);

    private final String hall;
    private final ZoneId zone;
    private final List<Words> languages;
    private final Database database;
    private final InstantSource clock;
    private final Templates templates = new Templates();
    private final Assets assets = new Assets();
    private volatile List<Pattern> pages = List.of();

    Site(String hall, ZoneId zone, List<Words> languages, Database database, InstantSource clock) {
        this.hall = hall;
        this.zone = zone;
        this.languages = List.copyOf(languages);
        this.database = database;
        this.clock = clock;
    }

    Assets assets() {
        return assets;
    }

    <T> T read(Read<T> query) {
        return database.read(query);
    }

    Frame frame(Context ctx, @Nullable Tab tab) {
        @Nullable Allowance allowance = Gate.allowance(ctx).orElse(null);
        return new Frame(
                speech(ctx),
                hall,
                languages,
                tab,
                Gate.visitor(ctx).orElse(null),
                allowance,
                tab != null && allowance != null && allowance.may(Right.SEE_SET_ASIDE)
                        ? database.read(SetAside::count)
                        : 0,
                page(ctx),
                assets,
                tab == Tab.TODAY || tab == Tab.DEVICES ? null : trouble().orElse(null));
    }

    /** The page's own address; of an answer to a form that of the page on which the form stood. */
    private String page(Context ctx) {
        if (ctx.method().equals(HandlerType.GET)) {
            return withQuery(ctx.path(), ctx.queryString());
        }
        String here = isPage(ctx.path()) ? ctx.path() : "/";
        try {
            URI from = URI.create(String.valueOf(ctx.header(Header.REFERER)));
            boolean own = ctx.host() != null && ctx.host().equalsIgnoreCase(from.getRawAuthority());
            return own && isPage(from.getRawPath()) ? ownPath(withQuery(from.getRawPath(), from.getRawQuery())) : here;
        } catch (IllegalArgumentException noUri) {
            return here;
        }
    }

    private boolean isPage(String path) {
        return pages.stream().anyMatch(page -> page.matcher(path).matches());
    }

    private static String withQuery(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }

    /** Tells which addresses can be looked at: a switch of the language, or a way back, leads to no other. */
    void serves(List<Route> routes) {
        pages = routes.stream()
                .filter(route -> route.method() == Route.Method.GET)
                .map(route -> Pattern.compile(route.path().replaceAll("\\{[^}]+}", "[^/]+")))
                .toList();
    }

    /** What keeps the hub itself from working. */
    Optional<Trouble> trouble() {
        return database.trouble().map(Trouble.Store::new);
    }

    /** In the language of who asks. */
    Speech speech(Context ctx) {
        return speech(words(ctx));
    }

    Speech speech(Words words) {
        return new Speech(words, zone, clock.instant());
    }

    void show(Context ctx, String template, Object view) {
        ctx.html(templates.render(template, view));
    }

    String render(String template, Object view) {
        return templates.render(template, view);
    }

    /** The language of the cookie, else the hall's first. */
    Words words(Context ctx) {
        @Nullable String wanted = ctx.cookie(LANGUAGE_COOKIE);
        return languages.stream()
                .filter(words -> words.tag().equals(wanted))
                .findFirst()
                .orElse(languages.getFirst());
    }

    /** Answers the switch of the language. */
    void changeLanguage(Context ctx) {
        @Nullable String wanted = ctx.formParam("to");
        Words words = languages.stream()
                .filter(each -> each.tag().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Refusal.BAD_REQUEST, "the pages do not speak \"" + wanted + "\": choose one of those shown"));
        ctx.cookie(new Cookie(
                LANGUAGE_COOKIE, words.tag(), "/", (int) LANGUAGE_KEPT.toSeconds(), false, true, null, SameSite.LAX));
        ctx.redirect(ownPath(ctx.formParam("then")), HttpStatus.SEE_OTHER);
    }

    /** A path of this site; anything that could lead elsewhere becomes the first page. */
    static String ownPath(@Nullable String path) {
        boolean own = path != null && path.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");
        return own && path != null ? path : "/";
    }
}

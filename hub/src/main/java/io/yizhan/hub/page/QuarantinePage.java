package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.Quarantine;
import io.yizhan.hub.book.SetAside;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** 待处理条目: entries that stand in the book and not in the records, why, and the button that has one judged again. */
public final class QuarantinePage {

    private final Site site;
    private final Quarantine quarantine;

    QuarantinePage(Site site, Quarantine quarantine) {
        this.site = site;
        this.quarantine = quarantine;
    }

    /**
     * What the template shows.
     *
     * @param notice of what was done; null for none
     * @param why of a refusal, for an admin; null for none
     */
    public record View(
            Frame frame,
            List<SetAside> entries,
            Paging paging,
            @Nullable String notice,
            @Nullable String why) {

        public View {
            entries = List.copyOf(entries);
        }

        /** What is the matter with it: the kind of it that the page has words for. */
        public String kind(SetAside entry) {
            return switch (entry.fate()) {
                case QUARANTINED -> entry.type() == null ? "unreadable" : "not-allowed";
                case UNPROJECTED -> "unprojected";
                case UNKNOWN -> "unknown";
                case FOLDED, REPEATED -> throw new IllegalArgumentException(entry.fate() + " is not set aside");
            };
        }

        public String mark(SetAside entry) {
            return entry.fate() == Fate.QUARANTINED ? "bad" : "look";
        }

        public String bytes(SetAside entry) {
            return LineBytes.shown(entry.line());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.QUARANTINE.path(), Right.SEE_SET_ASIDE, ctx -> {
                    Query query = new Query(ctx);
                    String further = query.text("further");
                    show(ctx, further.isEmpty() ? null : done(ctx, further), null);
                }),
                Route.post(Tab.QUARANTINE.path(), Right.QUARANTINE, this::applyAgain));
    }

    private void applyAgain(Context ctx) {
        DeviceId device = given(ctx, "device", DeviceId::new);
        JournalId journal = given(ctx, "journal", JournalId::new);
        long seq = given(ctx, "seq", Long::valueOf);
        String by = Gate.presentVisitor(ctx).account().name().text();
        switch (quarantine.applyAgain(device, journal, seq, by)) {
            case Quarantine.Applied(int further) ->
                ctx.redirect(Tab.QUARANTINE.path() + "?further=" + further, HttpStatus.SEE_OTHER);
            case Quarantine.Refused(String why) ->
                show(ctx, site.words(ctx).say("quarantine.refused", device.text(), String.valueOf(seq)), why);
            case Quarantine.NotThere() -> show(ctx, site.words(ctx).say("quarantine.not-there"), null);
        }
    }

    private String done(Context ctx, String further) {
        return further.matches("[1-9][0-9]{0,8}")
                ? site.words(ctx).say("quarantine.applied.further", further)
                : site.words(ctx).say("quarantine.applied");
    }

    private void show(Context ctx, @Nullable String notice, @Nullable String why) {
        Frame frame = site.frame(ctx, Tab.QUARANTINE);
        Query query = new Query(ctx);
        View view = site.read(rows -> {
            Paging paging = new Paging(Tab.QUARANTINE.path(), Map.of(), query.page(), SetAside.count(rows));
            return new View(frame, SetAside.list(rows, Paging.ROWS, paging.skip()), paging, notice, why);
        });
        site.show(ctx, "quarantine", view);
    }

    private static <T> T given(Context ctx, String field, Function<String, T> read) {
        try {
            return read.apply(String.valueOf(ctx.formParam(field)));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, field + ": " + e.getMessage());
        }
    }
}

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

/** 待处理条目: entries that stand in the book and not in the records, why, and how they, or a device's, are judged again. */
public final class QuarantinePage {

    private static final String OF_DEVICE = "/device";

    private final Site site;
    private final Quarantine quarantine;

    QuarantinePage(Site site, Quarantine quarantine) {
        this.site = site;
        this.quarantine = quarantine;
    }

    /**
     * What the template shows.
     *
     * @param devices of which any is set aside
     * @param notice of what was done; null for none
     * @param isDone whether nothing is left of what was asked for
     * @param why of a refusal, for an admin; null for none
     */
    public record View(
            Frame frame,
            List<SetAside> entries,
            List<SetAside.OfDevice> devices,
            Paging paging,
            @Nullable String notice,
            boolean isDone,
            @Nullable String why) {

        public View {
            entries = List.copyOf(entries);
            devices = List.copyOf(devices);
        }

        /** How the notice looks. */
        public String tone() {
            return why != null ? "bad" : isDone ? "well" : "look";
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
                Route.get(Tab.QUARANTINE.path(), Right.SEE_SET_ASIDE, this::show),
                Route.post(Tab.QUARANTINE.path(), Right.QUARANTINE, this::applyAgain),
                Route.post(Tab.QUARANTINE.path() + OF_DEVICE, Right.QUARANTINE, this::applyAllAgain));
    }

    private void applyAllAgain(Context ctx) {
        DeviceId device = given(ctx, "device", DeviceId::new);
        Quarantine.AllJudged all = quarantine.applyAllAgain(
                device, Gate.presentVisitor(ctx).account().name().text());
        ctx.redirect(
                "%s?of=%s&applied=%d&refused=%d&left=%d"
                        .formatted(Tab.QUARANTINE.path(), device.text(), all.applied(), all.refused(), all.left()),
                HttpStatus.SEE_OTHER);
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

    private void show(Context ctx) {
        Query query = new Query(ctx);
        Words words = site.words(ctx);
        String further = query.text("further");
        @Nullable DeviceId device = query.id("of", DeviceId::new);
        if (!further.isEmpty()) {
            long entries = number(query, "further");
            show(
                    ctx,
                    entries == 0
                            ? words.say("quarantine.applied")
                            : words.say("quarantine.applied.further", String.valueOf(entries)),
                    null);
        } else if (device != null) {
            long refused = number(query, "refused");
            long left = number(query, "left");
            String said = words.say("quarantine.all.applied", device.text(), String.valueOf(number(query, "applied")));
            said += refused == 0 ? "" : words.say("quarantine.all.refused", String.valueOf(refused));
            said += left == 0 ? "" : words.say("quarantine.all.left", String.valueOf(left));
            show(ctx, said, refused + left == 0, null);
        } else {
            show(ctx, null, null);
        }
    }

    /** Of an address that anybody may have written. */
    private static long number(Query query, String field) {
        String text = query.text(field);
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    private void show(Context ctx, @Nullable String notice, @Nullable String why) {
        show(ctx, notice, true, why);
    }

    private void show(Context ctx, @Nullable String notice, boolean isDone, @Nullable String why) {
        Frame frame = site.frame(ctx, Tab.QUARANTINE);
        Query query = new Query(ctx);
        View view = site.read(rows -> {
            Paging paging = new Paging(Tab.QUARANTINE.path(), Map.of(), query.page(), SetAside.count(rows));
            return new View(
                    frame,
                    SetAside.list(rows, Paging.ROWS, paging.skip()),
                    SetAside.devices(rows),
                    paging,
                    notice,
                    isDone,
                    why);
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

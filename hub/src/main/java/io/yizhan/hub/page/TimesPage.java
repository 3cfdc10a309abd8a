package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TimeSettled;
import io.yizhan.hub.book.UncertainTimes;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 待核定的时间: entries whose time is uncertain, each with its bounds; an admin settles them, with a reason. */
public final class TimesPage {

    static final String PATH = "/times";

    private static final DateTimeFormatter INPUT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final Site site;
    private final Book book;

    TimesPage(Site site, Book book) {
        this.site = site;
        this.book = book;
    }

    /**
     * What the template shows.
     *
     * @param settled whether one was settled just now
     */
    public record View(Frame frame, List<UncertainTimes.Uncertain> entries, Paging paging, boolean settled) {

        public int reasonMax() {
            return TimeSettled.REASON_MAX;
        }

        public String type(UncertainTimes.Uncertain entry) {
            return frame.say("times.type." + entry.type());
        }

        /** In a field: the earliest where it is known. */
        public String least(UncertainTimes.Uncertain entry) {
            return entry.time().span().earliest() == null
                    ? ""
                    : INPUT.format(entry.time().earliest().atZone(frame.speech().zone()));
        }

        /** In a field: the latest where it is known. */
        public String most(UncertainTimes.Uncertain entry) {
            return entry.time().span().latest() == null
                    ? ""
                    : INPUT.format(entry.time().latest().atZone(frame.speech().zone()));
        }
    }

    List<Route> routes() {
        return List.of(Route.get(PATH, Audience.ADMIN, this::show), Route.post(PATH, Audience.ADMIN, this::settle));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.PUNCHES);
        Query query = new Query(ctx);
        site.show(ctx, "times", site.<View>read(rows -> {
            Paging paging = new Paging(PATH, Map.of(), query.page(), UncertainTimes.count(rows));
            return new View(
                    frame,
                    UncertainTimes.list(rows, Paging.ROWS, paging.skip()),
                    paging,
                    query.text("settled").equals("1"));
        }));
    }

    private void settle(Context ctx) {
        TimeSettled settled;
        try {
            settled = new TimeSettled(
                    new DeviceId(given(ctx, "device")),
                    new JournalId(given(ctx, "journal")),
                    Long.parseLong(given(ctx, "seq")),
                    LocalDateTime.parse(given(ctx, "at"))
                            .atZone(site.speech(site.words(ctx)).zone())
                            .toInstant()
                            .toEpochMilli(),
                    given(ctx, "reason").strip(),
                    Gate.presentVisitor(ctx).account().name().text());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        Optional<RuleBrokenException> refusal = book.database().writeAndWait(tx -> {
            try {
                book.decide(tx, settled);
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
        if (refusal.isPresent()) {
            throw new RefusedException(
                    Refusal.CONFLICT, String.valueOf(refusal.get().getMessage()));
        }
        ctx.redirect(PATH + "?settled=1", HttpStatus.SEE_OTHER);
    }

    private static String given(Context ctx, String field) {
        @Nullable String value = ctx.formParam(field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing: fill it in");
        }
        return value;
    }
}

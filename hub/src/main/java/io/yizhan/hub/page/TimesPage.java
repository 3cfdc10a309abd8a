package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TimeSettled;
import io.yizhan.hub.book.UncertainTimes;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 待核定的时间: entries whose time is uncertain, each with its bounds; an admin settles them, with a reason. */
public final class TimesPage {

    static final String PATH = "/times";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    /** Bounds that are closer are settled to the millisecond: no whole second may lie between them. */
    private static final Duration MILLIS_BELOW = Duration.ofSeconds(2);

    private final Site site;
    private final Book book;

    TimesPage(Site site, Book book) {
        this.site = site;
        this.book = book;
    }

    /**
     * What the template shows.
     *
     * @param names of the people, for the entries that speak of one
     * @param settled whether one was settled just now
     */
    public record View(
            Frame frame,
            List<UncertainTimes.Uncertain> entries,
            Map<StaffId, String> names,
            Paging paging,
            boolean settled) {

        public int reasonMax() {
            return TimeSettled.REASON_MAX;
        }

        public String type(UncertainTimes.Uncertain entry) {
            return frame.say("times.type." + entry.type());
        }

        /** Whom or what it speaks of, so that an admin knows what to look for; empty where its type says it all. */
        public String about(UncertainTimes.Uncertain entry) {
            return switch (entry.fact()) {
                case Punch punch -> person(punch.staff());
                case SignedIn in -> frame.say("plate.counter", in.counter().text()) + " " + person(in.staff());
                case SignedOut out -> frame.say("plate.counter", out.counter().text()) + " " + person(out.staff());
                case RatingOpened opened ->
                    frame.say("plate.counter", opened.counter().text()) + " " + person(opened.staff());
                case RatingGiven given -> frame.say("level." + given.level());
                case TicketIssued issued -> issued.ticket().shown();
                case Called called -> called.ticket().shown();
                case CalledLocally called -> called.ticket().shown();
                case CounterOpened opened ->
                    frame.say("plate.counter", opened.counter().text());
                case CounterPaused paused ->
                    frame.say("plate.counter", paused.counter().text());
                case CounterClosed closed ->
                    frame.say("plate.counter", closed.counter().text());
                case FaultRaised raised -> raised.part() + " · " + raised.kind();
                default -> "";
            };
        }

        private String person(StaffId staff) {
            String name = names.get(staff);
            return name == null ? staff.text() : name + " " + staff;
        }

        /** In a field: the first moment that it can be, where one is known. */
        public String least(UncertainTimes.Uncertain entry) {
            Instant earliest = entry.time().span().earliest();
            return earliest == null ? "" : input(entry).format(rounded(entry, earliest, Duration.ofMillis(999)));
        }

        /** In a field: the last moment that it can be, where one is known. */
        public String most(UncertainTimes.Uncertain entry) {
            Instant latest = entry.time().span().latest();
            return latest == null ? "" : input(entry).format(rounded(entry, latest, Duration.ZERO));
        }

        /** Of the field, in seconds. */
        public String step(UncertainTimes.Uncertain entry) {
            return inMillis(entry) ? "0.001" : "1";
        }

        private ZonedDateTime rounded(UncertainTimes.Uncertain entry, Instant at, Duration up) {
            Instant inside = inMillis(entry) ? at : at.plus(up).truncatedTo(ChronoUnit.SECONDS);
            return inside.atZone(frame.speech().zone());
        }

        private static DateTimeFormatter input(UncertainTimes.Uncertain entry) {
            return inMillis(entry) ? MILLIS : SECONDS;
        }

        private static boolean inMillis(UncertainTimes.Uncertain entry) {
            return Duration.between(entry.time().earliest(), entry.time().latest())
                            .compareTo(MILLIS_BELOW)
                    < 0;
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_SET_ASIDE, this::show), Route.post(PATH, Right.SETTLE_TIMES, this::settle));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.PUNCHES);
        Query query = new Query(ctx);
        site.show(ctx, "times", site.<View>read(rows -> {
            Paging paging = new Paging(PATH, Map.of(), query.page(), UncertainTimes.count(rows));
            return new View(
                    frame,
                    UncertainTimes.list(rows, Paging.ROWS, paging.skip()),
                    People.all(rows).stream().collect(Collectors.toMap(StaffMember::staff, StaffMember::name)),
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
                            .atZone(site.speech(ctx).zone())
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
        Forms.check(refusal, site.speech(ctx));
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

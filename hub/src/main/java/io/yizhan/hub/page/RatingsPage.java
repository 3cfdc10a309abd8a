package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.evaluation.RatingFilter;
import io.yizhan.hub.evaluation.RatingSession;
import io.yizhan.hub.evaluation.RatingTotals;
import io.yizhan.hub.evaluation.Ratings;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.Id;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 评价: what citizens said, and who was not asked in time; totals pool the counts. */
public final class RatingsPage {

    private static final List<Column> COLUMNS = List.of(
            Column.moment("opened"),
            Column.moment("opened_earliest"),
            Column.moment("opened_latest"),
            Column.text("counter"),
            Column.text("staff"),
            Column.text("name"),
            Column.text("ticket"),
            Column.text("service"),
            Column.text("outcome"),
            Column.number("level"),
            Column.moment("ended"),
            Column.moment("ended_earliest"),
            Column.moment("ended_latest"));

    private final Site site;

    RatingsPage(Site site) {
        this.site = site;
    }

    /**
     * What the template shows.
     *
     * @param totals of all that may be seen in these days, whatever else the filter says
     * @param totalsOf the word for whose they are
     */
    public record View(
            Frame frame,
            RatingFilter filter,
            Choices choices,
            RatingTotals totals,
            String totalsOf,
            List<RatingSession> ratings,
            Paging paging) {

        public String service(RatingSession rating) {
            HallService service = rating.service() == null ? null : choices.services.get(rating.service());
            return service == null ? Speech.NOTHING : frame.speech().name(service);
        }

        public RatingSession.Outcome[] outcomes() {
            return RatingSession.Outcome.values();
        }

        public String word(RatingSession.Outcome outcome) {
            return frame.say("ratings." + Json.wireName(outcome));
        }

        /** In the address. */
        public String value(RatingSession.Outcome outcome) {
            return Json.wireName(outcome);
        }

        public boolean satisfied(int level) {
            return level >= Ratings.SATISFIED_FROM;
        }
    }

    /** What the filter offers. */
    public record Choices(List<CounterId> counters, List<StaffMember> people, Map<ServiceId, HallService> services) {}

    List<Route> routes() {
        return List.of(
                Route.get(Tab.RATINGS.path(), Right.SEE_RECORDS, this::show),
                Route.get(Tab.RATINGS.path() + ".csv", Right.SEE_RECORDS, ctx -> export(ctx, Format.CSV)),
                Route.get(Tab.RATINGS.path() + ".xlsx", Right.SEE_RECORDS, ctx -> export(ctx, Format.XLSX)));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.RATINGS);
        RatingFilter filter = filter(ctx, frame.speech().today());
        Reach reach = Gate.reach(ctx);
        site.show(ctx, "ratings", site.<View>read(rows -> {
            Paging paging =
                    new Paging(Tab.RATINGS.path(), address(filter), new Query(ctx).page(), Ratings.count(rows, filter));
            return new View(
                    frame,
                    filter,
                    choices(rows, reach),
                    Ratings.totals(
                            rows,
                            filter.from(),
                            filter.to(),
                            reach.whole().agency(),
                            reach.whole().staff()),
                    totalsOf(reach),
                    Ratings.list(rows, filter, Paging.ROWS, paging.skip()),
                    paging);
        }));
    }

    private void export(Context ctx, Format format) {
        Speech speech = site.frame(ctx, Tab.RATINGS).speech();
        RatingFilter filter = filter(ctx, speech.today());
        TimeCells times = new TimeCells(speech.zone());
        List<RatingSession> ratings = site.read(rows -> Ratings.list(rows, filter, SheetWriter.ROWS_MAX, 0));
        Download.answer(ctx, format, "ratings-" + filter.from() + "-" + filter.to(), file -> {
            file.table("ratings", COLUMNS);
            for (RatingSession rating : ratings) {
                file.row(List.of(
                        times.moment(rating.opened()),
                        times.earliest(rating.opened()),
                        times.latest(rating.opened()),
                        Cell.of(rating.counter().text()),
                        Cell.of(rating.staff().text()),
                        Cell.of(rating.name()),
                        Cell.of(text(rating.ticket())),
                        Cell.of(text(rating.service())),
                        Cell.of(rating.outcome() == null ? "" : Json.wireName(rating.outcome())),
                        Cell.of(rating.level()),
                        times.moment(rating.ended()),
                        times.earliest(rating.ended()),
                        times.latest(rating.ended())));
            }
        });
    }

    private static RatingFilter filter(Context ctx, LocalDate today) {
        Query query = new Query(ctx);
        LocalDate from = query.day("from", today);
        LocalDate to = query.day("to", from.isAfter(today) ? from : today);
        Reach.Within within = Gate.within(ctx, null, query.id("staff", StaffId::new));
        return new RatingFilter(
                from,
                to,
                query.id("counter", CounterId::new),
                within.agency(),
                within.staff(),
                query.id("outcome", RatingsPage::outcome),
                query.number("level", RatingGiven.LEVEL_MIN, RatingGiven.LEVEL_MAX));
    }

    private static RatingSession.Outcome outcome(String word) {
        return Arrays.stream(RatingSession.Outcome.values())
                .filter(outcome -> Json.wireName(outcome).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no outcome of a rating"));
    }

    private static Map<String, String> address(RatingFilter filter) {
        Map<String, String> address = new LinkedHashMap<>();
        address.put("from", filter.from().toString());
        address.put("to", filter.to().toString());
        address.put("counter", text(filter.counter()));
        address.put("staff", text(filter.staff()));
        address.put("outcome", filter.outcome() == null ? "" : Json.wireName(filter.outcome()));
        address.put("level", filter.level() == null ? "" : filter.level().toString());
        return address;
    }

    private static String totalsOf(Reach reach) {
        return switch (reach) {
            case Reach.Hall() -> "ratings.totals.note";
            case Reach.OfAgency _ -> "ratings.totals.note.agency";
            case Reach.OfPerson _ -> "ratings.totals.note.person";
        };
    }

    private static Choices choices(Rows rows, Reach reach) throws SQLException {
        List<StaffMember> people = People.all(rows).stream()
                .filter(member -> reach.covers(member.agency().agency(), member.staff()))
                .toList();
        Map<ServiceId, HallService> services = new HashMap<>();
        HallServices.all(rows).forEach(service -> services.put(service.service(), service));
        return new Choices(Devices.counters(rows), people, services);
    }

    private static String text(@Nullable Id id) {
        return id == null ? "" : id.text();
    }
}

package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.here.HereNow;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.protocol.id.AgencyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 在岗: where everybody is now, by agency, and on top the fronts without anybody and the A posts without a B; live. */
public final class HerePage {

    private static final List<String> PARTS = List.of("alarms", "people", "spoken");

    private final Site site;
    private final Live live;
    private final HereReader reader;

    HerePage(Site site, Live live, HereReader reader) {
        this.site = site;
        this.live = live;
        this.reader = reader;
    }

    /**
     * What the template shows.
     *
     * @param agency that is asked for; null for all within reach
     */
    public record View(
            Frame frame,
            HereView here,
            List<Agency> agencies,
            @Nullable AgencyId agency) {

        /** Where its live parts come from. */
        public String live() {
            return address("/live");
        }

        /** The same people as a file of this kind. */
        public String file(Format format) {
            return address("." + format.ending());
        }

        private String address(String ending) {
            return Tab.HERE.path() + ending + (agency == null ? "" : "?agency=" + agency);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.HERE.path(), Right.SEE_ATTENDANCE, this::show),
                Route.get(Tab.HERE.path() + ".csv", Right.SEE_ATTENDANCE, ctx -> file(ctx, Format.CSV)),
                Route.get(Tab.HERE.path() + ".xlsx", Right.SEE_ATTENDANCE, ctx -> file(ctx, Format.XLSX)),
                Route.get(Tab.HERE.path() + "/live", Right.SEE_ATTENDANCE, this::live));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.HERE);
        Reach reach = Gate.reach(ctx);
        List<Agency> agencies = site.read(People::agencies).stream()
                .filter(agency -> reach.covers(agency.agency()))
                .toList();
        site.show(ctx, "here", new View(frame, reader.read(frame.speech(), asked(ctx)), agencies, agency(ctx)));
    }

    /** Everybody of the page, a person a row, as of this moment. */
    private void file(Context ctx, Format format) {
        Speech speech = site.frame(ctx, Tab.HERE).speech();
        HereView here = reader.read(speech, asked(ctx));
        Download.answer(ctx, format, "here-" + speech.today(), sheet -> {
            sheet.table(
                    speech.say("tab.here") + " " + speech.dayAndClock(speech.now()),
                    List.of(
                            Column.text(speech.say("punches.staff")),
                            Column.text(speech.say("attendance.person")),
                            Column.text(speech.say("filter.agency")),
                            Column.text(speech.say("here.place")),
                            Column.text(speech.say("here.where")),
                            Column.text(speech.say("here.counters"))));
            for (HereView.Group group : here.groups()) {
                for (HereNow.Person person : group.people()) {
                    sheet.row(List.of(
                            Cell.of(person.staff().text()),
                            Cell.of(here.name(person.staff())),
                            Cell.of(group.name()),
                            Cell.of(here.place(person)),
                            Cell.of(here.where(person.where())),
                            Cell.of(String.join(speech.say("list.comma"), here.counters(person.staff())))));
                }
            }
        });
    }

    private void live(Context ctx) throws Exception {
        Reach asked = asked(ctx);
        live.serve(
                ctx, "here/" + asked, site.words(ctx), words -> draw(words, asked)); // one drawing for all who ask it
    }

    private Map<String, String> draw(Words words, Reach asked) {
        HereView here = reader.read(site.speech(words), asked);
        Map<String, String> drawn = new LinkedHashMap<>();
        PARTS.forEach(part -> drawn.put(part, site.render("here/" + part, here)));
        return drawn;
    }

    private static @Nullable AgencyId agency(Context ctx) {
        return new Query(ctx).id("agency", AgencyId::new);
    }

    /** One agency of all that are within reach, or all of it. */
    private static Reach asked(Context ctx) {
        AgencyId agency = agency(ctx);
        Gate.within(ctx, agency, null);
        Reach reach = Gate.reach(ctx);
        return agency != null && reach instanceof Reach.Hall ? new Reach.OfAgency(agency) : reach;
    }
}

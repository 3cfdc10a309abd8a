package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.Chief;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.PersonFingers.Finger;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.Tenure;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 人员: the people at the counters with their consent, PIN and fingers; live. A chief representative and a leader in
 * charge see those of their agency, a clerk the own line.
 */
public final class PeoplePage {

    private final Site site;
    private final Live live;
    private final PeopleReader reader;

    PeoplePage(Site site, Live live, PeopleReader reader) {
        this.site = site;
        this.live = live;
        this.reader = reader;
    }

    /**
     * What the template shows.
     *
     * @param agency that is filtered by; null for all
     * @param done the word for what was done just now; empty at first
     */
    public record View(
            Frame frame, List<Agency> agencies, @Nullable AgencyId agency, Parts parts, String done) {

        /** The same people as a file of this kind. */
        public String export(Format format) {
            return "/register." + format.ending() + (agency == null ? "" : "?agency=" + agency);
        }

        /** Where the live parts come from. */
        public String live() {
            return "/people/live" + (agency == null ? "" : "?agency=" + agency);
        }
    }

    /**
     * What the template's live parts show.
     *
     * @param chiefs since when who is chief representative is that
     */
    public record Parts(Speech speech, List<PeopleReader.Line> lines, Map<StaffId, LocalDate> chiefs) {

        public boolean isChief(StaffMember member) {
            return chiefs.containsKey(member.staff());
        }

        public Tenure.Watch watch(StaffMember member) {
            return Tenure.on(speech.today(), member.counterSince(), chiefs.get(member.staff()));
        }

        public String watchKey(StaffMember member) {
            return CareerView.watchKey(watch(member));
        }

        public String watchMark(StaffMember member) {
            return CareerView.watchMark(watch(member));
        }

        public boolean isWatched(StaffMember member) {
            return watch(member) != Tenure.Watch.NOTHING;
        }

        /** Those who work here. */
        public List<PeopleReader.Line> here() {
            return lines.stream().filter(line -> line.member().isHere()).toList();
        }

        /** Those of whom a device still has something that should be gone. */
        public List<PeopleReader.Line> awaited() {
            return lines.stream()
                    .filter(line ->
                            !line.awaited().isEmpty() || !line.pinStillAt().isEmpty())
                    .toList();
        }

        public long confirmed(Finger finger) {
            return finger.wantedAt().stream()
                    .filter(place -> place.stage() == Enrolment.Stage.CONFIRMED)
                    .count();
        }

        public String mark(Finger finger) {
            return confirmed(finger) == finger.wantedAt().size() ? "well" : "pending";
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.PEOPLE.path(), Right.SEE_PEOPLE, this::show),
                Route.get("/people/live", Right.SEE_PEOPLE, this::live));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.PEOPLE);
        Reach.Within within = within(ctx);
        Reach reach = Gate.reach(ctx);
        String done = "people.done." + new Query(ctx).text("done");
        site.show(
                ctx,
                "people",
                site.<View>read(rows -> new View(
                        frame,
                        People.agencies(rows).stream()
                                .filter(agency -> reach.covers(agency.agency()))
                                .toList(),
                        within.agency(),
                        parts(rows, frame.speech(), within),
                        frame.speech().words().has(done) ? done : "")));
    }

    private void live(Context ctx) throws Exception {
        Reach.Within within = within(ctx);
        live.serve(ctx, "people/" + within, site.words(ctx), words -> {
            Map<String, String> drawn = new LinkedHashMap<>();
            Parts parts = site.read(rows -> parts(rows, site.speech(words), within));
            drawn.put("people", site.render("people/list", parts));
            return drawn;
        });
    }

    private Parts parts(Rows rows, Speech speech, Reach.Within within) throws SQLException {
        Map<StaffId, LocalDate> chiefs = new HashMap<>();
        for (Chief chief : Careers.chiefs(rows, speech.today(), speech.today())) {
            chiefs.put(chief.staff(), chief.from());
        }
        return new Parts(speech, reader.lines(rows, within), chiefs);
    }

    private static Reach.Within within(Context ctx) {
        return Gate.within(ctx, new Query(ctx).id("agency", AgencyId::new), null);
    }
}

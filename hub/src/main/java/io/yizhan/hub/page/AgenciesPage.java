package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.AgencyGone;
import io.yizhan.hub.staff.AgencyRenamed;
import io.yizhan.hub.staff.CareerFact;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.Chief;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.Wording;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 进驻机构: who is in the hall, with how many people, and who represents them; and those that are gone. */
public final class AgenciesPage {

    private static final String PATH = "/agencies";

    private final Site site;
    private final PeopleDesk people;

    AgenciesPage(Site site, PeopleDesk people) {
        this.site = site;
        this.people = people;
    }

    /**
     * What the template shows.
     *
     * @param chiefs the name of each agency's chief representative today
     * @param done the word for what was done just now; empty at first
     */
    public record View(
            Frame frame, List<Agency> here, List<Agency> gone, Map<AgencyId, StaffMember> chiefs, String done) {

        public Optional<StaffMember> chief(Agency agency) {
            return Optional.ofNullable(chiefs.get(agency.agency()));
        }

        public int nameMax() {
            return Wording.AGENCY_MAX;
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_PEOPLE, this::show),
                Route.post(PATH, Right.KEEP_PEOPLE, this::add),
                Route.post(PATH + "/{agency}/rename", Right.KEEP_PEOPLE, this::rename),
                Route.post(PATH + "/{agency}/gone", Right.KEEP_PEOPLE, this::go));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.PEOPLE);
        Reach reach = Gate.reach(ctx);
        String done = "agencies.done." + new Query(ctx).text("done");
        LocalDate today = frame.speech().today();
        site.show(ctx, "agencies", site.<View>read(rows -> {
            List<Agency> all = People.everyAgency(rows).stream()
                    .filter(agency -> reach.covers(agency.agency()))
                    .toList();
            Map<StaffId, StaffMember> byId = new HashMap<>();
            People.all(rows).forEach(member -> byId.put(member.staff(), member));
            Map<AgencyId, StaffMember> chiefs = new HashMap<>();
            for (Chief chief : Careers.chiefs(rows, today, today)) {
                StaffMember member = byId.get(chief.staff());
                if (member != null) {
                    chiefs.put(chief.agency(), member);
                }
            }
            return new View(
                    frame,
                    all.stream().filter(Agency::isHere).toList(),
                    all.stream().filter(agency -> !agency.isHere()).toList(),
                    chiefs,
                    frame.speech().words().has(done) ? done : "");
        }));
    }

    private void add(Context ctx) {
        Form form = new Form(ctx);
        AgencyId agency = form.value("agency", AgencyId::new);
        String name = name(form);
        record(ctx, "added", new AgencyAdded(agency, name, form.textOrNull("name_en"), account(ctx)));
    }

    private void rename(Context ctx) {
        Form form = new Form(ctx);
        String name = name(form);
        record(ctx, "renamed", new AgencyRenamed(agency(ctx), name, form.textOrNull("name_en"), account(ctx)));
    }

    private void go(Context ctx) {
        Form form = new Form(ctx);
        record(ctx, "gone", Form.made(() -> new AgencyGone(agency(ctx), form.day("last_day"), account(ctx))));
    }

    private static String name(Form form) {
        return form.value("name", name -> {
            Wording.check("an agency's name", name, Wording.AGENCY_MAX);
            return name;
        });
    }

    private void record(Context ctx, String what, CareerFact fact) {
        Optional<RuleBrokenException> refusal = people.record(fact);
        Forms.check(refusal, site.speech(ctx));
        ctx.redirect(PATH + "?done=" + what, HttpStatus.SEE_OTHER);
    }

    private static AgencyId agency(Context ctx) {
        return Form.made(() -> new AgencyId(ctx.pathParam("agency")));
    }

    private static String account(Context ctx) {
        return Gate.presentVisitor(ctx).account().name().text();
    }
}

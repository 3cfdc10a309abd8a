package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.staff.CareerFact;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.staff.StaffChanged;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.hub.staff.StaffReturned;
import io.yizhan.hub.staff.StandInNamed;
import io.yizhan.hub.staff.TenureCorrected;
import io.yizhan.hub.staff.Wording;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.List;
import java.util.Optional;

/** What an admin records of a person's time in the hall, from the page that shows it. */
final class CareerPage {

    private static final String PATH = "/people/{staff}";

    private final Site site;
    private final PeopleDesk people;

    CareerPage(Site site, PeopleDesk people) {
        this.site = site;
        this.people = people;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/people/add", Right.KEEP_PEOPLE, this::add),
                Route.post(PATH + "/move", Right.KEEP_PEOPLE, this::move),
                Route.post(PATH + "/change", Right.KEEP_PEOPLE, this::change),
                Route.post(PATH + "/tenure", Right.KEEP_PEOPLE, this::tenure),
                Route.post(PATH + "/chief", Right.KEEP_PEOPLE, this::chief),
                Route.post(PATH + "/stand-in", Right.KEEP_PEOPLE, this::standIn),
                Route.post(PATH + "/leave", Right.KEEP_PEOPLE, this::leave),
                Route.post(PATH + "/never-came", Right.KEEP_PEOPLE, this::neverCame),
                Route.post(PATH + "/return", Right.KEEP_PEOPLE, this::comeBack));
    }

    private void add(Context ctx) {
        Form form = new Form(ctx);
        StaffId staff = form.value("staff", StaffId::new);
        StaffAdded added = Form.made(() -> new StaffAdded(
                staff,
                text(form, "name", Wording.NAME_MAX),
                form.value("agency", AgencyId::new),
                form.text("post").isEmpty() ? null : text(form, "post", Wording.POST_MAX),
                form.dayOrNull("since"),
                form.dayOrNull("counter_since"),
                account(ctx)));
        record(ctx, staff, "added", added);
    }

    private void move(Context ctx) {
        Form form = new Form(ctx);
        StaffId staff = staff(ctx);
        AgencyId agency = form.value("agency", AgencyId::new);
        record(ctx, staff, "moved", Form.made(() -> new StaffMoved(staff, agency, form.day("from"), account(ctx))));
    }

    private void change(Context ctx) {
        Form form = new Form(ctx);
        StaffId staff = staff(ctx);
        record(
                ctx,
                staff,
                "changed",
                Form.made(() -> new StaffChanged(
                        staff, form.text("name"), form.textOrNull("post"), form.day("from"), account(ctx))));
    }

    private void tenure(Context ctx) {
        Form form = new Form(ctx);
        StaffId staff = staff(ctx);
        record(
                ctx,
                staff,
                "tenure",
                Form.made(
                        () -> new TenureCorrected(staff, form.day("since"), form.day("counter_since"), account(ctx))));
    }

    private void chief(Context ctx) {
        Form form = new Form(ctx);
        StaffId staff = staff(ctx);
        AgencyId agency = member(staff).agency().agency();
        boolean names = !form.text("chief").equals("no");
        record(
                ctx,
                staff,
                names ? "chief" : "chief-ended",
                Form.made(() -> new ChiefNamed(agency, names ? staff : null, form.day("from"), account(ctx))));
    }

    private void standIn(Context ctx) {
        Form form = new Form(ctx);
        StaffId staff = staff(ctx);
        StaffId b = form.valueOrNull("b", StaffId::new);
        record(
                ctx,
                staff,
                b == null ? "stand-in-ended" : "stand-in",
                Form.made(() -> new StandInNamed(staff, b, form.day("from"), account(ctx))));
    }

    private void leave(Context ctx) {
        done(ctx, staff(ctx), "left", people.leave(staff(ctx), new Form(ctx).day("last_day"), account(ctx)));
    }

    private void neverCame(Context ctx) {
        done(ctx, staff(ctx), "never-came", people.neverCame(staff(ctx), account(ctx)));
    }

    private void comeBack(Context ctx) {
        StaffId staff = staff(ctx);
        Form form = new Form(ctx);
        record(ctx, staff, "returned", Form.made(() -> new StaffReturned(staff, form.day("from"), account(ctx))));
    }

    private static String text(Form form, String field, int most) {
        String text = form.text(field);
        Wording.check(field, text, most);
        return text;
    }

    private void record(Context ctx, StaffId staff, String what, CareerFact fact) {
        done(ctx, staff, what, people.record(fact));
    }

    private void done(Context ctx, StaffId staff, String what, Optional<RuleBrokenException> refusal) {
        Forms.check(refusal, site.speech(ctx));
        ctx.redirect(Tab.PEOPLE.path() + "/" + staff + "?done=" + what, HttpStatus.SEE_OTHER);
    }

    private StaffMember member(StaffId staff) {
        return site.read(rows -> People.find(rows, staff))
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "nobody has the staff number " + staff + ": look at the list of staff"));
    }

    private static StaffId staff(Context ctx) {
        return Form.made(() -> new StaffId(ctx.pathParam("staff")));
    }

    private static String account(Context ctx) {
        return Gate.presentVisitor(ctx).account().name().text();
    }
}

package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One person 人员: consent, PIN, fingers at each reader; whoever is being led, step by step; live. */
public final class PersonPage {

    private static final String PATH = "/people/{staff}";

    /** Room for a file number and where it lies. */
    private static final int RECORD_MAX = 200;

    private final Site site;
    private final Live live;
    private final PeopleReader reader;
    private final EnrolmentDesk enrolments;
    private final PeopleDesk people;

    PersonPage(Site site, Live live, PeopleReader reader, EnrolmentDesk enrolments, PeopleDesk people) {
        this.site = site;
        this.live = live;
        this.reader = reader;
        this.enrolments = enrolments;
        this.people = people;
    }

    /**
     * What the template shows.
     *
     * @param done the word for what was done just now; empty at first
     * @param why the word for why nobody is led; empty where that was not asked for
     */
    public record View(Frame frame, PersonView parts, CareerView career, String done, String why) {

        public int recordMax() {
            return RECORD_MAX;
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_PEOPLE, this::show),
                Route.get(PATH + "/live", Right.SEE_PEOPLE, this::live),
                Route.post(PATH + "/consent", Right.ENROL, this::consent),
                Route.post(
                        PATH + "/consent-withdrawn",
                        Right.ENROL,
                        ctx -> done(ctx, "consent-withdrawn", people.withdrawConsent(staff(ctx), account(ctx)))),
                Route.post(PATH + "/pin", Right.ENROL, this::pin),
                Route.post(PATH + "/enrol", Right.ENROL, this::enrol),
                Route.post(PATH + "/cancel", Right.ENROL, this::cancel),
                Route.post(
                        PATH + "/remove",
                        Right.ENROL,
                        ctx -> done(
                                ctx,
                                "removed",
                                people.removeFinger(staff(ctx), given(ctx, "finger", EnrolmentId::new)))));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.PEOPLE);
        Query query = new Query(ctx);
        String done = query.text("done");
        String why = query.text("why");
        PersonView parts = view(frame.speech(), staff(ctx), viewer(ctx));
        View view = new View(
                frame,
                parts,
                site.read(rows -> CareerView.of(rows, frame.speech(), parts.member())),
                known(frame, "person.done.", done),
                known(frame, "person.why.", why));
        site.show(ctx, "person", view);
    }

    private void live(Context ctx) throws Exception {
        StaffId staff = staff(ctx);
        Viewer viewer = viewer(ctx);
        String name = "people/" + staff + "/" + viewer.formWord; // its forms are of this session
        live.serve(ctx, name, site.words(ctx), words -> {
            Map<String, String> drawn = new LinkedHashMap<>();
            drawn.put("fingers", site.render("people/fingers", view(site.speech(words), staff, viewer)));
            return drawn;
        });
    }

    /** Who looks, and what they may. */
    private record Viewer(Reach reach, boolean mayEnrol, String formWord) {}

    private static Viewer viewer(Context ctx) {
        return new Viewer(
                Gate.reach(ctx),
                Gate.reach(ctx, Right.ENROL).isPresent(),
                Gate.presentVisitor(ctx).formWord());
    }

    private PersonView view(Speech speech, StaffId staff, Viewer viewer) {
        PeopleReader.Person person =
                site.read(rows -> reader.person(rows, staff)).orElse(null);
        if (!viewer.reach.covers(
                person == null ? null : person.member().agency().agency(), staff)) {
            throw Gate.notAllowed();
        }
        if (person == null) {
            throw new RefusedException(
                    Refusal.NOT_FOUND, "nobody has the staff number " + staff + ": look at the list of staff");
        }
        return new PersonView(speech, person, viewer.formWord, viewer.mayEnrol);
    }

    private void consent(Context ctx) {
        String record = given(ctx, "record", String::strip);
        if (record.isEmpty() || record.length() > RECORD_MAX) {
            throw new RefusedException(
                    Refusal.BAD_REQUEST,
                    "record has " + record.length() + " characters, and needs 1 to " + RECORD_MAX
                            + ": say where the signed consent is");
        }
        done(ctx, "consent", people.consent(staff(ctx), record));
    }

    private void pin(Context ctx) {
        String pin = given(ctx, "pin", String::strip);
        if (!pin.matches("[0-9]{4,8}")) {
            throw new RefusedException(Refusal.BAD_REQUEST, "a PIN has 4 to 8 digits");
        }
        done(ctx, "pin", people.setPin(staff(ctx), pin, account(ctx)));
    }

    private void enrol(Context ctx) {
        StaffId staff = staff(ctx);
        @Nullable String finger = ctx.formParam("finger");
        EnrolmentDesk.Start start = enrolments.start(
                staff,
                given(ctx, "device", DeviceId::new),
                finger == null || finger.isEmpty() ? null : given(ctx, "finger", EnrolmentId::new));
        String outcome = switch (start) {
            case EnrolmentDesk.Start.Begun _ -> "?done=led";
            case EnrolmentDesk.Start.Refused(EnrolmentDesk.Why why, String _) -> "?why=" + Json.wireName(why);
        };
        ctx.redirect(Tab.PEOPLE.path() + "/" + staff + outcome, HttpStatus.SEE_OTHER);
    }

    private void cancel(Context ctx) {
        boolean cancelled = enrolments.cancel(given(ctx, "enrolment", EnrolmentId::new));
        ctx.redirect(
                Tab.PEOPLE.path() + "/" + staff(ctx) + (cancelled ? "?done=cancelled" : "?why=too-late"),
                HttpStatus.SEE_OTHER);
    }

    private void done(Context ctx, String what, Optional<RuleBrokenException> refusal) {
        Forms.check(refusal, site.speech(ctx));
        ctx.redirect(Tab.PEOPLE.path() + "/" + staff(ctx) + "?done=" + what, HttpStatus.SEE_OTHER);
    }

    /** The key of the words; empty when the address has none, or one that nobody here has written. */
    private static String known(Frame frame, String stem, String word) {
        return !word.isEmpty() && frame.speech().words().has(stem + word) ? stem + word : "";
    }

    private static StaffId staff(Context ctx) {
        try {
            return new StaffId(ctx.pathParam("staff"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private static String account(Context ctx) {
        return Gate.presentVisitor(ctx).account().name().text();
    }

    private static <T> T given(Context ctx, String field, Function<String, T> read) {
        try {
            return read.apply(String.valueOf(ctx.formParam(field)));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, field + ": " + e.getMessage());
        }
    }
}

package io.yizhan.hub.api;

import io.javalin.http.Handler;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of the interface. */
final class ApiTable {

    private static final ApiRoute.Parameter DAY =
            new ApiRoute.Parameter("day", ApiRoute.Parameter.Type.DAY, "one day in the hall's zone; today without any");
    private static final ApiRoute.Parameter FROM =
            new ApiRoute.Parameter("from", ApiRoute.Parameter.Type.DAY, "first day of a span");
    private static final ApiRoute.Parameter TO =
            new ApiRoute.Parameter("to", ApiRoute.Parameter.Type.DAY, "last day of a span, included");
    static final ApiRoute.Parameter LIMIT = new ApiRoute.Parameter(
            "limit",
            ApiRoute.Parameter.Type.NUMBER,
            "rows of the answer, 1 to " + Asked.LIMIT_MAX + "; " + Asked.LIMIT_USUAL + " without it");
    static final ApiRoute.Parameter CURSOR = new ApiRoute.Parameter(
            "cursor",
            ApiRoute.Parameter.Type.TEXT,
            "the answer before gave it; rows that arrived meanwhile may make some stand twice");

    private ApiTable() {}

    static List<ApiRoute> of(Api api, Entries entries, Personnel personnel) {
        List<ApiRoute> table = new ArrayList<>(List.of(
                page(
                        "/api/v1/punches",
                        Right.SEE_RECORDS,
                        "Punches of some days, the newest first.",
                        List.of(text("staff"), text("agency"), text("device")),
                        Answers.PunchOut.class,
                        api::punches),
                page(
                        "/api/v1/tickets",
                        Right.SEE_QUEUE,
                        "Tickets of some days, the newest first.",
                        List.of(),
                        Answers.TicketOut.class,
                        api::tickets),
                page(
                        "/api/v1/calls",
                        Right.SEE_QUEUE,
                        "Calls of some days, the newest first.",
                        List.of(),
                        CallOut.class,
                        api::calls),
                page(
                        "/api/v1/ratings",
                        Right.SEE_RECORDS,
                        "Rating sessions of some days, the newest first.",
                        List.of(
                                text("counter"),
                                text("staff"),
                                text("agency"),
                                new ApiRoute.Parameter("level", ApiRoute.Parameter.Type.NUMBER, "1 to 5")),
                        Answers.RatingOut.class,
                        api::ratings),
                whole(
                        "/api/v1/devices",
                        Right.SEE_DEVICES,
                        "The hall's devices, by id.",
                        Answers.DeviceOut.class,
                        api::devices),
                whole(
                        "/api/v1/staff",
                        Right.SEE_PEOPLE,
                        "Everybody at the counters, by number.",
                        Answers.StaffOut.class,
                        api::staff),
                entries(entries),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/quarantine",
                        Right.SEE_SET_ASIDE,
                        "Entries that do not count in the records until an admin applies them again, the newest first.",
                        List.of(LIMIT, CURSOR),
                        null,
                        ApiRoute.Shape.PAGE,
                        SetAsideOut.class,
                        api::quarantine),
                made(
                        "/api/v1/devices",
                        Right.KEEP_DEVICES,
                        "Lets a device into the hall.",
                        Wishes.DeviceWish.class,
                        Answers.DeviceOut.class,
                        api::addDevice)));
        table.addAll(ofPeople(personnel));
        return List.copyOf(table);
    }

    private static List<ApiRoute> ofPeople(Personnel personnel) {
        return List.of(
                made(
                        "/api/v1/enrolments",
                        Right.ENROL,
                        "Has a reader lead a person through an enrolment.",
                        Wishes.EnrolmentWish.class,
                        Answers.EnrolmentOut.class,
                        personnel::startEnrolment),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/enrolments",
                        Right.SEE_PEOPLE,
                        "Fingers at readers, those that were withdrawn too, the newest first.",
                        List.of(text("staff")),
                        null,
                        ApiRoute.Shape.PAGE,
                        Answers.EnrolmentOut.class,
                        personnel::listEnrolments),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/enrolments/{id}",
                        Right.SEE_PEOPLE,
                        "How far an enrolment is.",
                        List.of(),
                        null,
                        ApiRoute.Shape.ONE,
                        Answers.EnrolmentOut.class,
                        personnel::findEnrolment),
                done(
                        "/api/v1/enrolments/{id}/cancel",
                        Right.ENROL,
                        "Gives up what a reader leads a person through.",
                        null,
                        Answers.EnrolmentOut.class,
                        personnel::cancelEnrolment),
                done(
                        "/api/v1/enrolments/{id}/remove",
                        Right.ENROL,
                        "Removes the finger of this enrolment from every reader, and erases its templates.",
                        null,
                        Answers.EnrolmentOut.class,
                        personnel::removeFinger),
                done(
                        "/api/v1/staff/{id}/consent",
                        Right.ENROL,
                        "Records where somebody's consent to store templates is on record.",
                        Wishes.ConsentWish.class,
                        Answers.StaffOut.class,
                        personnel::consent),
                done(
                        "/api/v1/staff/{id}/consent-withdrawal",
                        Right.ENROL,
                        "Records that somebody consents no longer: their templates are erased everywhere, the PIN"
                                + " stays.",
                        null,
                        Answers.StaffOut.class,
                        personnel::withdrawConsent),
                done(
                        "/api/v1/staff/{id}/pin",
                        Right.ENROL,
                        "Sets a PIN. It is kept as a verifier alone.",
                        Wishes.PinWish.class,
                        Answers.StaffOut.class,
                        personnel::pin),
                new ApiRoute(
                        Route.Method.POST,
                        "/api/v1/staff/{id}/leave",
                        Right.KEEP_PEOPLE,
                        "Records that somebody works here no longer: fingers and PIN are erased everywhere.",
                        List.of(new ApiRoute.Parameter(
                                "last_day", ApiRoute.Parameter.Type.DAY, "the last day here; today without it")),
                        null,
                        ApiRoute.Shape.ONE,
                        Answers.StaffOut.class,
                        personnel::leave),
                done(
                        "/api/v1/staff/{id}/never-came",
                        Right.KEEP_PEOPLE,
                        "Records that somebody who was expected has not come: the employment never was. Refused for who"
                                + " has punched, moved or been here before.",
                        null,
                        Answers.StaffOut.class,
                        personnel::neverCame));
    }

    private static ApiRoute done(
            String path, Right right, String summary, @Nullable Class<?> body, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, right, summary, List.of(), body, ApiRoute.Shape.ONE, answer, handler);
    }

    private static ApiRoute page(
            String path,
            Right right,
            String summary,
            List<ApiRoute.Parameter> filters,
            Class<?> item,
            Handler handler) {
        List<ApiRoute.Parameter> parameters = new ArrayList<>(filters);
        parameters.addAll(List.of(DAY, FROM, TO, LIMIT, CURSOR));
        return new ApiRoute(
                Route.Method.GET, path, right, summary, parameters, null, ApiRoute.Shape.PAGE, item, handler);
    }

    private static ApiRoute whole(String path, Right right, String summary, Class<?> item, Handler handler) {
        return new ApiRoute(
                Route.Method.GET, path, right, summary, List.of(), null, ApiRoute.Shape.PAGE, item, handler);
    }

    private static ApiRoute made(
            String path, Right right, String summary, Class<?> body, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, right, summary, List.of(), body, ApiRoute.Shape.MADE, answer, handler);
    }

    private static ApiRoute entries(Entries entries) {
        return new ApiRoute(
                Route.Method.GET,
                "/api/v1/entries",
                Right.READ_JOURNALS,
                "The book's entries as JSON lines, in the order of device, journal, seq. While there are more, the"
                        + " header Yizhan-Next has the cursor of what follows.",
                List.of(
                        text("device"),
                        text("journal"),
                        new ApiRoute.Parameter("from", ApiRoute.Parameter.Type.NUMBER, "the first seq"),
                        LIMIT,
                        CURSOR),
                null,
                ApiRoute.Shape.LINES,
                Entries.EntryOut.class,
                entries::answer);
    }

    /** These filters and the days of a list that comes in pages. */
    static List<ApiRoute.Parameter> days(ApiRoute.Parameter... filters) {
        return Stream.concat(Stream.of(filters), Stream.of(DAY, FROM, TO, LIMIT, CURSOR))
                .toList();
    }

    /** These filters and the days of a list that comes whole. */
    static List<ApiRoute.Parameter> wholeDays(ApiRoute.Parameter... filters) {
        return Stream.concat(Stream.of(filters), Stream.of(DAY, FROM, TO)).toList();
    }

    static ApiRoute.Parameter text(String name) {
        return new ApiRoute.Parameter(name, ApiRoute.Parameter.Type.TEXT, "only those of this " + name);
    }
}

package io.yizhan.hub.api;

import io.javalin.http.Handler;
import io.yizhan.hub.http.Route;
import java.util.ArrayList;
import java.util.List;

/** The table of the interface. */
final class ApiTable {

    private static final ApiRoute.Parameter DAY =
            new ApiRoute.Parameter("day", ApiRoute.Parameter.Type.DAY, "one day in the hall's zone; today without any");
    private static final ApiRoute.Parameter FROM =
            new ApiRoute.Parameter("from", ApiRoute.Parameter.Type.DAY, "first day of a span");
    private static final ApiRoute.Parameter TO =
            new ApiRoute.Parameter("to", ApiRoute.Parameter.Type.DAY, "last day of a span, included");
    private static final ApiRoute.Parameter LIMIT = new ApiRoute.Parameter(
            "limit",
            ApiRoute.Parameter.Type.NUMBER,
            "rows of the answer, 1 to " + Asked.LIMIT_MAX + "; " + Asked.LIMIT_USUAL + " without it");
    private static final ApiRoute.Parameter CURSOR = new ApiRoute.Parameter(
            "cursor",
            ApiRoute.Parameter.Type.TEXT,
            "the answer before gave it; rows that arrived meanwhile may make some stand twice");

    private ApiTable() {}

    static List<ApiRoute> of(Api api, Entries entries) {
        return List.of(
                page(
                        "/api/v1/punches",
                        "Punches of some days, the newest first.",
                        List.of(text("staff"), text("agency"), text("device")),
                        Answers.PunchOut.class,
                        api::punches),
                page(
                        "/api/v1/tickets",
                        "Tickets of some days, the newest first.",
                        List.of(),
                        Answers.TicketOut.class,
                        api::tickets),
                page("/api/v1/calls", "Calls of some days, the newest first.", List.of(), CallOut.class, api::calls),
                page(
                        "/api/v1/ratings",
                        "Rating sessions of some days, the newest first.",
                        List.of(
                                text("counter"),
                                text("staff"),
                                new ApiRoute.Parameter("level", ApiRoute.Parameter.Type.NUMBER, "1 to 5")),
                        Answers.RatingOut.class,
                        api::ratings),
                whole("/api/v1/devices", "The hall's devices, by id.", Answers.DeviceOut.class, api::devices),
                whole("/api/v1/staff", "Everybody at the counters, by number.", Answers.StaffOut.class, api::staff),
                entries(entries),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/quarantine",
                        "Entries that do not count in the records until an admin applies them again, the newest first.",
                        List.of(LIMIT, CURSOR),
                        null,
                        ApiRoute.Shape.PAGE,
                        SetAsideOut.class,
                        api::quarantine),
                made(
                        "/api/v1/devices",
                        "Lets a device into the hall.",
                        Wishes.DeviceWish.class,
                        Answers.DeviceOut.class,
                        api::addDevice),
                made(
                        "/api/v1/enrolments",
                        "Has a reader lead a person through an enrolment.",
                        Wishes.EnrolmentWish.class,
                        Answers.EnrolmentOut.class,
                        api::startEnrolment),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/enrolments/{id}",
                        "How far an enrolment is.",
                        List.of(),
                        null,
                        ApiRoute.Shape.ONE,
                        Answers.EnrolmentOut.class,
                        api::findEnrolment));
    }

    private static ApiRoute page(
            String path, String summary, List<ApiRoute.Parameter> filters, Class<?> item, Handler handler) {
        List<ApiRoute.Parameter> parameters = new ArrayList<>(filters);
        parameters.addAll(List.of(DAY, FROM, TO, LIMIT, CURSOR));
        return new ApiRoute(Route.Method.GET, path, summary, parameters, null, ApiRoute.Shape.PAGE, item, handler);
    }

    private static ApiRoute whole(String path, String summary, Class<?> item, Handler handler) {
        return new ApiRoute(Route.Method.GET, path, summary, List.of(), null, ApiRoute.Shape.PAGE, item, handler);
    }

    private static ApiRoute made(String path, String summary, Class<?> body, Class<?> answer, Handler handler) {
        return new ApiRoute(Route.Method.POST, path, summary, List.of(), body, ApiRoute.Shape.MADE, answer, handler);
    }

    private static ApiRoute entries(Entries entries) {
        return new ApiRoute(
                Route.Method.GET,
                "/api/v1/entries",
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

    private static ApiRoute.Parameter text(String name) {
        return new ApiRoute.Parameter(name, ApiRoute.Parameter.Type.TEXT, "only those of this " + name);
    }
}

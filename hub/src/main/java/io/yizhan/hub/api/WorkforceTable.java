package io.yizhan.hub.api;

import io.javalin.http.Handler;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Route;
import java.util.List;

/** The interface's table for agencies and people. */
final class WorkforceTable {

    private static final String AGENCY = "/api/v1/agencies/{id}";
    private static final String PERSON = "/api/v1/staff/{id}";
    private static final String REGISTER = "/api/v1/register";

    private WorkforceTable() {}

    static List<ApiRoute> of(Workforce workforce) {
        return List.of(
                shown(
                        "/api/v1/agencies",
                        "Agencies by number, those that have left the hall too.",
                        ApiRoute.Shape.PAGE,
                        PeopleAnswers.AgencyOut.class,
                        workforce::agencies),
                kept(
                        "/api/v1/agencies",
                        "Adds an agency, or brings one back that had left.",
                        PeopleWishes.AgencyWish.class,
                        ApiRoute.Shape.MADE,
                        PeopleAnswers.AgencyOut.class,
                        workforce::addAgency),
                ofAgency("/rename", "Renames an agency.", PeopleWishes.NameWish.class, workforce::renameAgency),
                ofAgency(
                        "/gone",
                        "Records that an agency has left the hall; refused while it has people.",
                        PeopleWishes.LastDayWish.class,
                        workforce::agencyGone),
                ofAgency(
                        "/chief",
                        "Names an agency's chief representative from a day on; the former ends the day before.",
                        PeopleWishes.ChiefWish.class,
                        workforce::chief),
                kept(
                        "/api/v1/staff",
                        "Adds a person.",
                        PeopleWishes.PersonWish.class,
                        ApiRoute.Shape.MADE,
                        Answers.StaffOut.class,
                        workforce::addPerson),
                shown(
                        PERSON + "/career",
                        "Somebody's whole time in the hall.",
                        ApiRoute.Shape.ONE,
                        PeopleAnswers.CareerOut.class,
                        workforce::career),
                ofPerson("/move", "Moves somebody to another agency.", PeopleWishes.MoveWish.class, workforce::move),
                ofPerson(
                        "/change",
                        "Gives somebody another name or post.",
                        PeopleWishes.ChangeWish.class,
                        workforce::change),
                ofPerson(
                        "/tenure",
                        "Puts right since when somebody is here.",
                        PeopleWishes.TenureWish.class,
                        workforce::tenure),
                ofPerson(
                        "/stand-in",
                        "Names who stands in while somebody is away (A/B post).",
                        PeopleWishes.StandInWish.class,
                        workforce::standIn),
                ofPerson(
                        "/return",
                        "Records that somebody who has left is here again.",
                        PeopleWishes.ReturnWish.class,
                        workforce::comeBack),
                new ApiRoute(
                        Route.Method.GET,
                        REGISTER,
                        Right.SEE_PEOPLE,
                        "Who is here, as a file that can be imported again.",
                        List.of(text("format", "csv or xlsx; csv without it"), text("agency", "only this agency's")),
                        null,
                        ApiRoute.Shape.FILE,
                        byte[].class,
                        workforce::export),
                kept(
                        REGISTER + "/preview",
                        "What importing this file (XLSX or CSV) would do, or all that is wrong in it. Does nothing.",
                        byte[].class,
                        ApiRoute.Shape.ONE,
                        PeopleAnswers.PlanOut.class,
                        workforce::preview),
                new ApiRoute(
                        Route.Method.POST,
                        REGISTER,
                        Right.KEEP_PEOPLE,
                        "Imports this file, all of it or nothing, if it still does just what its preview said.",
                        List.of(text("plan", "the word of the plan that the preview answered")),
                        byte[].class,
                        ApiRoute.Shape.ONE,
                        PeopleAnswers.PlanOut.class,
                        workforce::carryOut));
    }

    private static ApiRoute ofAgency(String what, String summary, Class<?> wish, Handler handler) {
        return kept(AGENCY + what, summary, wish, ApiRoute.Shape.ONE, PeopleAnswers.AgencyOut.class, handler);
    }

    private static ApiRoute ofPerson(String what, String summary, Class<?> wish, Handler handler) {
        return kept(PERSON + what, summary, wish, ApiRoute.Shape.ONE, Answers.StaffOut.class, handler);
    }

    private static ApiRoute kept(
            String path, String summary, Class<?> wish, ApiRoute.Shape shape, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, Right.KEEP_PEOPLE, summary, List.of(), wish, shape, answer, handler);
    }

    private static ApiRoute shown(String path, String summary, ApiRoute.Shape shape, Class<?> answer, Handler handler) {
        return new ApiRoute(Route.Method.GET, path, Right.SEE_PEOPLE, summary, List.of(), null, shape, answer, handler);
    }

    private static ApiRoute.Parameter text(String name, String description) {
        return new ApiRoute.Parameter(name, ApiRoute.Parameter.Type.TEXT, description);
    }
}

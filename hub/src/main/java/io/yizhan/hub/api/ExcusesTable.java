package io.yizhan.hub.api;

import io.javalin.http.Handler;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Route;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The interface's table of leave, corrections, dead readers and rosters. */
final class ExcusesTable {

    private ExcusesTable() {}

    static List<ApiRoute> of(Excuses excuses) {
        return Stream.of(leave(excuses), corrections(excuses), readersAndRosters(excuses))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ApiRoute> leave(Excuses excuses) {
        Class<?> leave = LeaveAnswers.LeaveOut.class;
        return List.of(
                list(
                        "/api/v1/leave",
                        Right.SEE_ATTENDANCE,
                        "Leave, trips and site visits that touch some days, the newest first.",
                        ApiTable.days(ApiTable.text("staff"), ApiTable.text("agency")),
                        leave,
                        excuses::leave),
                make(
                        "/api/v1/leave",
                        Right.ASK_LEAVE,
                        "Asks for leave, a trip or a site visit.",
                        LeaveWishes.AskLeave.class,
                        leave,
                        excuses::askLeave),
                act(
                        "/api/v1/leave/{id}/approve",
                        Right.DECIDE_LEAVE,
                        "Approves a leave in the office of the token (NC 36).",
                        null,
                        leave,
                        excuses::approveLeave),
                act(
                        "/api/v1/leave/{id}/refuse",
                        Right.DECIDE_LEAVE,
                        "Turns a leave down.",
                        LeaveWishes.WithReason.class,
                        leave,
                        excuses::refuseLeave),
                act(
                        "/api/v1/leave/{id}/file",
                        Right.FILE_LEAVE,
                        "Takes a leave on file with the centre.",
                        null,
                        leave,
                        excuses::fileLeave),
                act(
                        "/api/v1/leave/{id}/cancel",
                        Right.ASK_LEAVE,
                        "Cancels a leave, or cuts it short.",
                        LeaveWishes.CancelLeave.class,
                        leave,
                        excuses::cancelLeave));
    }

    private static List<ApiRoute> corrections(Excuses excuses) {
        Class<?> correction = LeaveAnswers.CorrectionOut.class;
        return List.of(
                list(
                        "/api/v1/corrections",
                        Right.SEE_ATTENDANCE,
                        "Corrections of some days, the newest first.",
                        ApiTable.days(ApiTable.text("staff"), ApiTable.text("agency")),
                        correction,
                        excuses::corrections),
                make(
                        "/api/v1/corrections",
                        Right.ASK_CORRECTION,
                        "Asks for a correction: somebody was there though no punch says so.",
                        LeaveWishes.AskCorrection.class,
                        correction,
                        excuses::askCorrection),
                act(
                        "/api/v1/corrections/{id}/grant",
                        Right.DECIDE_CORRECTION,
                        "Grants a correction: it counts as a punch.",
                        null,
                        correction,
                        excuses::grantCorrection),
                act(
                        "/api/v1/corrections/{id}/refuse",
                        Right.DECIDE_CORRECTION,
                        "Turns a correction down.",
                        LeaveWishes.WithReason.class,
                        correction,
                        excuses::refuseCorrection));
    }

    private static List<ApiRoute> readersAndRosters(Excuses excuses) {
        Class<?> waiver = LeaveAnswers.WaiverOut.class;
        return List.of(
                list(
                        "/api/v1/waivers",
                        Right.SEE_ATTENDANCE,
                        "When readers were dead, the newest first.",
                        List.of(ApiTable.LIMIT, ApiTable.CURSOR),
                        waiver,
                        excuses::waivers),
                make(
                        "/api/v1/waivers",
                        Right.WAIVE,
                        "Records that a reader was dead: who could use it is excused.",
                        LeaveWishes.GiveWaiver.class,
                        waiver,
                        excuses::giveWaiver),
                act(
                        "/api/v1/waivers/{id}/withdraw",
                        Right.WAIVE,
                        "Withdraws a waiver.",
                        LeaveWishes.WithReason.class,
                        waiver,
                        excuses::withdrawWaiver),
                list(
                        "/api/v1/roster",
                        Right.SEE_ROSTER,
                        "Who is at the front, for each half-day that has a roster; by agency, then by time.",
                        ApiTable.wholeDays(ApiTable.text("agency")),
                        LeaveAnswers.FrontOut.class,
                        excuses::roster),
                act(
                        "/api/v1/roster",
                        Right.KEEP_ROSTER,
                        "Sets the roster of some days.",
                        LeaveWishes.SetRoster.class,
                        LeaveWishes.SetRoster.class,
                        excuses::setRoster));
    }

    private static ApiRoute list(
            String path,
            Right right,
            String summary,
            List<ApiRoute.Parameter> parameters,
            Class<?> item,
            Handler handler) {
        return new ApiRoute(
                Route.Method.GET, path, right, summary, parameters, null, ApiRoute.Shape.PAGE, item, handler);
    }

    private static ApiRoute make(
            String path, Right right, String summary, Class<?> body, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, right, summary, List.of(), body, ApiRoute.Shape.MADE, answer, handler);
    }

    private static ApiRoute act(
            String path, Right right, String summary, @Nullable Class<?> body, Class<?> answer, Handler handler) {
        return new ApiRoute(
                Route.Method.POST, path, right, summary, List.of(), body, ApiRoute.Shape.ONE, answer, handler);
    }
}

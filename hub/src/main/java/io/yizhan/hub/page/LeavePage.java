package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.Corrections;
import io.yizhan.hub.attendance.leave.LeaveFilter;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.hub.attendance.leave.LeaveState;
import io.yizhan.hub.attendance.leave.Leaves;
import io.yizhan.hub.attendance.leave.Texts;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.page.LeaveReader.CorrectionLine;
import io.yizhan.hub.page.LeaveReader.LeaveLine;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 请假与补签: what waits for who looks, the own requests, and all that was decided. */
public final class LeavePage {

    private static final String LEAVE = "/leave/{id}";
    private static final String CORRECTION = "/corrections/{id}";

    /** Own requests are shown from so long ago on. */
    private static final int DAYS_BACK = 31;

    /** Own requests above the list of all. */
    private static final int OWN_MAX = 10;

    private final Site site;
    private final AttendanceDesk desk;

    LeavePage(Site site, AttendanceDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param done the word for what was done just now; empty at first
     * @param own null for an account of nobody at the counters
     */
    public record View(
            Frame frame,
            String done,
            Lines waiting,
            @Nullable Lines own,
            LeaveQuery filter,
            List<Agency> agencies,
            List<StaffMember> people,
            Lines found,
            Paging paging) {

        public int reasonMax() {
            return Texts.CHARACTERS_MAX;
        }

        public String today() {
            return frame.speech().today().toString();
        }

        /** The address of the list of the other kind. */
        public String of(boolean corrections) {
            return Tab.LEAVE.path() + "?kind=" + (corrections ? "corrections" : "leave") + "&from=" + filter.from()
                    + "&to=" + filter.to() + (filter.agency() == null ? "" : "&agency=" + filter.agency())
                    + (filter.staff() == null ? "" : "&staff=" + filter.staff()) + "#all";
        }
    }

    /** Leave and corrections, as they are shown. */
    public record Lines(List<LeaveLine> leave, List<CorrectionLine> corrections) {

        public int count() {
            return leave.size() + corrections.size();
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.LEAVE.path(), Right.SEE_ATTENDANCE, this::show),
                Route.get(Tab.LEAVE.path() + ".csv", Right.SEE_ATTENDANCE, ctx -> export(ctx, Format.CSV)),
                Route.get(Tab.LEAVE.path() + ".xlsx", Right.SEE_ATTENDANCE, ctx -> export(ctx, Format.XLSX)),
                Route.post(
                        LEAVE + "/approve",
                        Right.DECIDE_LEAVE,
                        ctx -> decided(ctx, "approved", desk.leave().approve(leave(ctx), Forms.actor(ctx)))),
                Route.post(
                        LEAVE + "/refuse",
                        Right.DECIDE_LEAVE,
                        ctx -> decided(ctx, "refused", desk.leave().refuse(leave(ctx), reason(ctx), Forms.actor(ctx)))),
                Route.post(
                        LEAVE + "/file",
                        Right.FILE_LEAVE,
                        ctx -> decided(ctx, "filed", desk.leave().file(leave(ctx), Forms.actor(ctx)))),
                Route.post(LEAVE + "/cancel", Right.ASK_LEAVE, this::cancel),
                Route.post(
                        CORRECTION + "/grant",
                        Right.DECIDE_CORRECTION,
                        ctx -> decided(ctx, "granted", desk.corrections().grant(correction(ctx), Forms.actor(ctx)))),
                Route.post(
                        CORRECTION + "/refuse",
                        Right.DECIDE_CORRECTION,
                        ctx -> decided(
                                ctx,
                                "turned-down",
                                desk.corrections().refuse(correction(ctx), reason(ctx), Forms.actor(ctx)))));
    }

    private static String reason(Context ctx) {
        return Forms.text(ctx, "reason");
    }

    private void cancel(Context ctx) {
        String id = leave(ctx);
        HalfDay from = new HalfDay(Forms.given(ctx, "from", LocalDate::parse), Forms.word(ctx, "half", Half.class));
        decided(ctx, "cancelled", desk.leave().cancel(id, from, Forms.text(ctx, "reason"), Forms.actor(ctx)));
    }

    private void decided(Context ctx, String what, Decided decided) {
        Forms.done(decided, site.frame(ctx, null).speech());
        ctx.redirect(Tab.LEAVE.path() + "?done=" + what, HttpStatus.SEE_OTHER);
    }

    /** The leave of the address, within the route's reach. */
    private String leave(Context ctx) {
        String id = ctx.pathParam("id");
        @Nullable
        LeaveRequest request = site.read(rows -> Leaves.find(rows, id)).orElse(null);
        Forms.checkReach(ctx, request == null ? null : request.agency(), request == null ? null : request.staff());
        return id;
    }

    private String correction(Context ctx) {
        String id = ctx.pathParam("id");
        @Nullable
        CorrectionRequest request =
                site.read(rows -> Corrections.find(rows, id)).orElse(null);
        Forms.checkReach(ctx, request == null ? null : request.agency(), request == null ? null : request.staff());
        return id;
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.LEAVE);
        LeaveQuery filter = LeaveQuery.of(ctx, frame.speech().today());
        Reach reach = Gate.reach(ctx);
        String done = new Query(ctx).text("done");
        String key = "leave.done." + done;
        site.show(ctx, "leave", site.<View>read(rows -> {
            LeaveReader reader = new LeaveReader(rows, ctx, frame.speech());
            Paging paging = new Paging(Tab.LEAVE.path(), filter.address(), new Query(ctx).page(), filter.count(rows));
            return new View(
                    frame,
                    !done.isEmpty() && frame.speech().words().has(key) ? key : "",
                    waiting(rows, reader),
                    own(ctx, rows, reader, frame.speech().today()),
                    filter,
                    People.everyAgency(rows).stream()
                            .filter(agency -> reach.covers(agency.agency()))
                            .toList(),
                    People.all(rows).stream()
                            .filter(person -> reach.covers(person.agency().agency(), person.staff()))
                            .toList(),
                    found(rows, reader, filter, Paging.ROWS, paging.skip()),
                    paging);
        }));
    }

    private void export(Context ctx, Format format) {
        Speech speech = site.frame(ctx, Tab.LEAVE).speech();
        LeaveQuery filter = LeaveQuery.of(ctx, speech.today());
        Lines lines =
                site.read(rows -> found(rows, new LeaveReader(rows, ctx, speech), filter, SheetWriter.ROWS_MAX, 0));
        TimeCells times = new TimeCells(speech.zone());
        Download.answer(ctx, format, (filter.corrections() ? "corrections-" : "leave-") + filter.from(), file -> {
            if (filter.corrections()) {
                LeaveFile.writeCorrections(file, lines.corrections, times);
            } else {
                LeaveFile.writeLeave(file, lines.leave, times);
            }
        });
    }

    /** What waits for a decision of who looks. */
    static Lines waiting(Rows rows, LeaveReader reader) throws SQLException {
        List<LeaveLine> leave = new ArrayList<>();
        for (LeaveRequest request : Leaves.waiting(rows)) {
            LeaveLine line = reader.line(request);
            if (line.waitsForMe()) {
                leave.add(line);
            }
        }
        return new Lines(
                leave,
                Corrections.waiting(rows).stream()
                        .map(reader::line)
                        .filter(CorrectionLine::mayDecide)
                        .toList());
    }

    private static @Nullable Lines own(Context ctx, Rows rows, LeaveReader reader, LocalDate today)
            throws SQLException {
        StaffId staff = Forms.actor(ctx).staff();
        if (staff == null) {
            return null;
        }
        LocalDate from = today.minusDays(DAYS_BACK);
        LocalDate to = today.plusYears(1);
        return new Lines(
                lines(reader, Leaves.list(rows, new LeaveFilter(from, to, staff, null, null), OWN_MAX, 0)),
                Corrections.list(rows, new Corrections.Filter(from, to, staff, null, null), OWN_MAX, 0).stream()
                        .map(reader::line)
                        .toList());
    }

    private static List<LeaveLine> lines(LeaveReader reader, List<LeaveRequest> requests) throws SQLException {
        List<LeaveLine> lines = new ArrayList<>();
        for (LeaveRequest request : requests) {
            lines.add(reader.line(request));
        }
        return lines;
    }

    private static Lines found(Rows rows, LeaveReader reader, LeaveQuery filter, int limit, int skip)
            throws SQLException {
        return filter.corrections()
                ? new Lines(
                        List.of(),
                        Corrections.list(rows, filter.ofCorrections(), limit, skip).stream()
                                .map(reader::line)
                                .toList())
                : new Lines(lines(reader, Leaves.list(rows, filter.ofLeave(), limit, skip)), List.of());
    }

    /** The word of a state, for the filter. */
    public static String stateKey(LeaveState state) {
        return "leave.state." + Json.wireName(state);
    }
}

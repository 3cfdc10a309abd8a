package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.CorrectionDecisions;
import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.Employment;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.hub.attendance.leave.LeaveRule;
import io.yizhan.hub.attendance.leave.LeaveState;
import io.yizhan.hub.attendance.leave.LeaveStep;
import io.yizhan.hub.attendance.leave.WorkedDays;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.report.Figure;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Leave and corrections as their page shows them to one account: with names, and with what it may do about each. */
public final class LeaveReader {

    private final Rows rows;
    private final Speech speech;
    private final LeaveWords words;
    private final WorkedDays days;
    private final Actor actor;
    private final Map<Right, Optional<Reach>> reaches = new HashMap<>();
    private final Map<StaffId, String> names = new HashMap<>();
    private final Map<AgencyId, Agency> agencies = new HashMap<>();

    LeaveReader(Rows rows, Context ctx, Speech speech) throws SQLException {
        this.rows = rows;
        this.speech = speech;
        this.days = new WorkedDays(RulesOnRecord.rules(rows), RulesOnRecord.calendar(rows));
        this.words = new LeaveWords(speech, days.rules());
        this.actor = Forms.actor(ctx);
        for (Right right : List.of(Right.ASK_LEAVE, Right.DECIDE_LEAVE, Right.FILE_LEAVE, Right.DECIDE_CORRECTION)) {
            reaches.put(right, Gate.reach(ctx, right));
        }
        for (StaffMember person : People.all(rows)) {
            names.put(person.staff(), person.name());
        }
        for (Agency agency : People.everyAgency(rows)) {
            agencies.put(agency.agency(), agency);
        }
    }

    /** Something that was decided, and by whom. */
    public record Step(String what, String by, TrueTime at) {}

    /**
     * A leave as it is shown.
     *
     * @param length in days or slots
     * @param stage where it stands, in words
     * @param mark of the four meanings
     * @param effect what deciding does; empty where this account decides nothing
     */
    public record LeaveLine(
            LeaveRequest request,
            String name,
            String agency,
            String type,
            String when,
            String length,
            String stage,
            String mark,
            String effect,
            List<Step> steps,
            boolean mayApprove,
            boolean mayRefuse,
            boolean mayFile,
            boolean mayCancel) {

        /** Whether this account has to decide. */
        public boolean waitsForMe() {
            return mayApprove || mayRefuse || mayFile;
        }
    }

    /** A correction as it is shown. */
    public record CorrectionLine(
            CorrectionRequest request,
            String name,
            String agency,
            String when,
            String stage,
            String mark,
            boolean mayDecide) {}

    LeaveLine line(LeaveRequest request) throws SQLException {
        boolean open = request.state() == LeaveState.ASKED;
        StaffId chief = Employment.chief(rows, request.agency(), speech.today());
        boolean inTurn = open
                && covers(Right.DECIDE_LEAVE, request.agency(), request.staff())
                && LeaveRule.objection(request, actor, chief).isEmpty();
        boolean mayFile = request.waitsForFiling()
                && covers(Right.FILE_LEAVE, request.agency(), request.staff())
                && !(open && actor.is(request.askedBy(), request.asker(), request.staff()));
        boolean mayApprove = inTurn && !request.needs().isEmpty();
        boolean mayCancel = request.state().stands() && covers(Right.ASK_LEAVE, request.agency(), request.staff());
        return new LeaveLine(
                request,
                name(request.staff()),
                agency(request.agency()),
                speech.say("leave.type." + Json.wireName(request.leave().type())),
                words.when(request.leave()),
                length(request),
                stage(request),
                mark(request),
                effect(request, mayApprove, mayFile),
                steps(request),
                mayApprove,
                inTurn,
                mayFile,
                mayCancel);
    }

    CorrectionLine line(CorrectionRequest request) {
        boolean mayDecide = request.state() == CorrectionRequest.State.ASKED
                && covers(Right.DECIDE_CORRECTION, request.agency(), request.staff())
                && CorrectionDecisions.objection(request, actor).isEmpty();
        return new CorrectionLine(
                request,
                name(request.staff()),
                agency(request.agency()),
                words.minute(request.at()),
                speech.say("correction.state." + Json.wireName(request.state())),
                switch (request.state()) {
                    case ASKED -> "pending";
                    case GRANTED -> "well";
                    case REFUSED -> "off";
                },
                mayDecide);
    }

    private boolean covers(Right right, AgencyId agency, StaffId staff) {
        return reaches.getOrDefault(right, Optional.empty())
                .filter(reach -> reach.covers(agency, staff))
                .isPresent();
    }

    private String name(StaffId staff) {
        return names.getOrDefault(staff, speech.say("punches.unknown-person"));
    }

    private String agency(AgencyId id) {
        Agency agency = agencies.get(id);
        return agency == null ? id.text() : speech.name(agency);
    }

    private String length(LeaveRequest request) {
        if (!request.leave().slots().isEmpty()) {
            return speech.say("leave.length.slots", request.leave().slots().size());
        }
        int halfDays = days.halfDays(
                new WorkedDays.Span(request.leave().from(), request.leave().to()));
        return speech.say("leave.length.days", Figure.days(halfDays));
    }

    private String stage(LeaveRequest request) {
        return switch (request.state()) {
            case ASKED ->
                request.needs().isEmpty()
                        ? speech.say("leave.stage.file")
                        : speech.say("leave.stage.waits", offices(request.waitsFor()));
            case GRANTED ->
                speech.say(request.waitsForFiling() ? "leave.stage.granted-unfiled" : "leave.stage.granted")
                        + (request.isCutShort() ? speech.say("leave.stage.cut") : "");
            case REFUSED -> speech.say("leave.stage.refused");
            case CANCELLED -> speech.say("leave.stage.cancelled");
        };
    }

    private static String mark(LeaveRequest request) {
        return switch (request.state()) {
            case ASKED -> "pending";
            case GRANTED -> "well";
            case REFUSED, CANCELLED -> "off";
        };
    }

    private String effect(LeaveRequest request, boolean mayApprove, boolean mayFile) {
        if (mayApprove) {
            List<Capacity> others = new ArrayList<>(request.waitsFor());
            others.remove(LeaveRule.office(actor.role()));
            return others.isEmpty()
                    ? speech.say("leave.effect.grants")
                    : speech.say("leave.effect.then", offices(others));
        }
        if (mayFile) {
            return speech.say(request.state() == LeaveState.ASKED ? "leave.effect.file-grants" : "leave.effect.file");
        }
        return "";
    }

    private String offices(List<Capacity> offices) {
        return offices.stream()
                .map(each -> speech.say("leave.office." + Json.wireName(each)))
                .collect(Collectors.joining(speech.say("list.comma")));
    }

    private List<Step> steps(LeaveRequest request) {
        List<Step> steps = new ArrayList<>();
        for (LeaveStep step : request.steps()) {
            Capacity office = step.as();
            String what = speech.say(
                    "leave.step." + Json.wireName(step.kind()),
                    office == null ? "" : speech.say("leave.office." + Json.wireName(office)),
                    step.from() == null ? "" : words.half(step.from()),
                    step.reason() == null ? "" : step.reason());
            steps.add(new Step(what, step.by(), step.at()));
        }
        return steps;
    }
}

package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.leave.CorrectionWish;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.LeaveWish;
import io.yizhan.hub.attendance.leave.Texts;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms that ask for leave 请假, trips, and corrections 补签. */
public final class LeaveAskPage {

    public static final String PATH = "/leave/ask";
    public static final String CORRECTION = "/corrections/ask";

    private final Site site;
    private final AttendanceDesk desk;

    LeaveAskPage(Site site, AttendanceDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param people for whom this account may ask
     * @param own the person of the account; empty for nobody
     * @param slots of today's rules
     * @param typed into one of the forms, which was refused
     */
    public record View(Frame frame, List<StaffMember> people, String own, List<Slot> slots, Typed typed) {

        public int textMax() {
            return Texts.CHARACTERS_MAX;
        }

        public String today() {
            return frame.speech().today().toString();
        }

        public String name(Slot slot) {
            return LeaveWords.name(frame.speech(), slot);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.ASK_LEAVE, ctx -> show(ctx, Typed.NOTHING)),
                Route.post(PATH, Right.ASK_LEAVE, this::askLeave),
                Route.post(CORRECTION, Right.ASK_CORRECTION, this::askCorrection));
    }

    private void show(Context ctx, Typed typed) {
        Frame frame = site.frame(ctx, Tab.LEAVE);
        @Nullable StaffId own = Forms.actor(ctx).staff();
        Reach reach = Gate.reach(ctx);
        site.show(
                ctx,
                "leave-ask",
                site.<View>read(rows -> new View(
                        frame,
                        People.here(rows).stream()
                                .filter(person -> reach.covers(person.agency().agency(), person.staff()))
                                .toList(),
                        own == null ? "" : own.text(),
                        LeaveWords.slots(
                                RulesOnRecord.rules(rows), frame.speech().today()),
                        typed)));
    }

    private void askLeave(Context ctx) {
        StaffId staff = person(ctx);
        LeaveWish wish = new LeaveWish(
                staff,
                Forms.word(ctx, "type", LeaveType.class),
                half(ctx, "from"),
                half(ctx, "to"),
                ctx.formParams("slot"),
                Forms.text(ctx, "reason"));
        done(ctx, "asked", desk.leave().ask(wish, Forms.actor(ctx)));
    }

    private void askCorrection(Context ctx) {
        StaffId staff = person(ctx);
        LocalDateTime at = Forms.given(ctx, "at", LocalDateTime::parse);
        CorrectionWish wish = new CorrectionWish(staff, at, Forms.text(ctx, "reason"), Forms.text(ctx, "evidence"));
        done(ctx, "correction-asked", desk.corrections().ask(wish, Forms.actor(ctx)));
    }

    private void done(Context ctx, String what, Decided decided) {
        switch (decided) {
            case Decided.Done _ -> ctx.redirect(Tab.LEAVE.path() + "?done=" + what, HttpStatus.SEE_OTHER);
            case Decided.Refused refused -> {
                ctx.status(Refusal.CONFLICT.status());
                show(ctx, Typed.of(ctx, Forms.why(refused, site.speech(ctx))));
            }
        }
    }

    /** Of the form, within reach. */
    private StaffId person(Context ctx) {
        StaffId staff = Forms.given(ctx, "staff", StaffId::new);
        Optional<AgencyId> agency = site.read(
                rows -> People.find(rows, staff).map(person -> person.agency().agency()));
        Forms.checkReach(ctx, agency.orElse(null), staff);
        return staff;
    }

    private static HalfDay half(Context ctx, String name) {
        return new HalfDay(Forms.given(ctx, name, LocalDate::parse), Forms.word(ctx, name + "_half", Half.class));
    }
}

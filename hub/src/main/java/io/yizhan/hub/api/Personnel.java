package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The interface's part for what proves people: consents, PINs, enrolments, and their end. */
final class Personnel {

    private final Database database;
    private final EnrolmentDesk enrolments;
    private final PeopleDesk people;
    private final Answers answers;
    private final Supplier<LocalDate> today;

    Personnel(
            Database database,
            EnrolmentDesk enrolments,
            PeopleDesk people,
            Answers answers,
            Supplier<LocalDate> today) {
        this.database = database;
        this.enrolments = enrolments;
        this.people = people;
        this.answers = answers;
        this.today = today;
    }

    void consent(Context ctx) {
        Wishes.ConsentWish wish = new Asked(ctx).body(Wishes.ConsentWish.class);
        decide(ctx, people.consent(staff(ctx), wish.record()));
    }

    void withdrawConsent(Context ctx) {
        decide(ctx, people.withdrawConsent(staff(ctx), Gate.signed(ctx)));
    }

    void pin(Context ctx) {
        Wishes.PinWish wish = new Asked(ctx).body(Wishes.PinWish.class);
        decide(ctx, people.setPin(staff(ctx), wish.pin(), Gate.signed(ctx)));
    }

    void leave(Context ctx) {
        LocalDate lastDay = new Asked(ctx).optional("last_day", LocalDate::parse);
        decide(ctx, people.leave(staff(ctx), lastDay == null ? today.get() : lastDay, Gate.signed(ctx)));
    }

    void neverCame(Context ctx) {
        decide(ctx, people.neverCame(staff(ctx), Gate.signed(ctx)));
    }

    void startEnrolment(Context ctx) {
        Wishes.EnrolmentWish wish = new Asked(ctx).body(Wishes.EnrolmentWish.class);
        switch (enrolments.start(wish.staff(), wish.device(), wish.finger())) {
            case EnrolmentDesk.Start.Begun(EnrolmentId enrolment) -> {
                ctx.status(HttpStatus.CREATED).header("Location", "/api/v1/enrolments/" + enrolment);
                json(ctx, found(enrolment));
            }
            case EnrolmentDesk.Start.Refused(EnrolmentDesk.Why _, String say) ->
                throw new RefusedException(Refusal.CONFLICT, say);
        }
    }

    void findEnrolment(Context ctx) {
        EnrolmentId id = path(ctx, EnrolmentId::new);
        Enrolment enrolment = database.read(rows -> Enrolments.find(rows, id)).orElse(null);
        boolean within = enrolment == null
                ? Gate.reach(ctx) instanceof Reach.Hall
                : covers(Gate.reach(ctx), database.read(People::all), enrolment.staff());
        if (!within) {
            throw Gate.notAllowed();
        }
        json(ctx, found(id));
    }

    void listEnrolments(Context ctx) {
        Reach reach = Gate.reach(ctx);
        StaffId staff = Gate.within(ctx, null, new Asked(ctx).optional("staff", StaffId::new))
                .staff();
        List<Answers.EnrolmentOut> all = database.read(rows -> {
            List<Answers.EnrolmentOut> found = new ArrayList<>();
            List<StaffMember> everybody = People.all(rows);
            for (Enrolment enrolment : staff == null ? Enrolments.all(rows) : Enrolments.of(rows, staff)) {
                if (covers(reach, everybody, enrolment.staff())) {
                    found.add(out(rows, enrolment));
                }
            }
            return found;
        });
        json(ctx, new Api.Page(all, null));
    }

    void cancelEnrolment(Context ctx) {
        EnrolmentId enrolment = path(ctx, EnrolmentId::new);
        if (!enrolments.cancel(enrolment)) {
            throw new RefusedException(
                    Refusal.CONFLICT,
                    "enrolment " + enrolment + " is not being led: it stands, is unknown or was withdrawn before;"
                            + " remove its finger instead");
        }
        json(ctx, found(enrolment));
    }

    void removeFinger(Context ctx) {
        EnrolmentId id = path(ctx, EnrolmentId::new);
        Enrolment enrolment = enrolment(id);
        Optional<RuleBrokenException> refusal = people.removeFinger(enrolment.staff(), enrolment.finger());
        if (refusal.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, refusal.get().say());
        }
        json(ctx, found(id));
    }

    private static boolean covers(Reach reach, List<StaffMember> everybody, StaffId staff) {
        return everybody.stream()
                .filter(member -> member.staff().equals(staff))
                .anyMatch(member -> reach.covers(member.agency().agency(), staff));
    }

    private void decide(Context ctx, Optional<RuleBrokenException> refusal) {
        if (refusal.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, refusal.get().say());
        }
        json(
                ctx,
                answers.of(database.read(rows -> People.find(rows, staff(ctx))).orElseThrow()));
    }

    private static StaffId staff(Context ctx) {
        return path(ctx, StaffId::new);
    }

    private static <T> T path(Context ctx, Function<String, T> read) {
        try {
            return read.apply(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private Enrolment enrolment(EnrolmentId id) {
        return database.read(rows -> Enrolments.find(rows, id))
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "there is no enrolment " + id + ": POST /api/v1/enrolments makes one"));
    }

    private Answers.EnrolmentOut found(EnrolmentId id) {
        Enrolment enrolment = enrolment(id);
        return database.read(rows -> out(rows, enrolment));
    }

    private Answers.EnrolmentOut out(Rows rows, Enrolment enrolment) throws SQLException {
        return answers.of(
                enrolment,
                enrolments.progress(enrolment.enrolment()).orElse(null),
                Templates.failure(rows, enrolment.enrolment()).orElse(null));
    }

    private static void json(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

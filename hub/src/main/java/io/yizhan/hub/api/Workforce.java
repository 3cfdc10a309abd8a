package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RegisterDesk;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetReader;
import io.yizhan.hub.sheet.UnreadableSheetException;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.AgencyGone;
import io.yizhan.hub.staff.AgencyRenamed;
import io.yizhan.hub.staff.CareerFact;
import io.yizhan.hub.staff.Careers;
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
import io.yizhan.hub.staff.register.StaffExport;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The interface's part for agencies and people: who is in the hall, since when, as what; and their register. */
final class Workforce {

    private final Database database;
    private final PeopleDesk people;
    private final Answers answers;
    private final Supplier<LocalDate> today;

    Workforce(Database database, PeopleDesk people, Answers answers, Supplier<LocalDate> today) {
        this.database = database;
        this.people = people;
        this.answers = answers;
        this.today = today;
    }

    void agencies(Context ctx) {
        Reach reach = Gate.reach(ctx);
        List<PeopleAnswers.AgencyOut> all = database.read(People::everyAgency).stream()
                .filter(agency -> reach.covers(agency.agency()))
                .map(PeopleAnswers.AgencyOut::of)
                .toList();
        json(ctx, new Api.Page(all, null));
    }

    void addAgency(Context ctx) {
        PeopleWishes.AgencyWish wish = body(ctx, PeopleWishes.AgencyWish.class);
        agency(ctx, wish.agency(), () -> {
            Wording.check("an agency's name", wish.name(), Wording.AGENCY_MAX);
            return new AgencyAdded(wish.agency(), wish.name(), wish.nameEn(), Gate.signed(ctx));
        });
        ctx.status(HttpStatus.CREATED);
    }

    void renameAgency(Context ctx) {
        PeopleWishes.NameWish wish = body(ctx, PeopleWishes.NameWish.class);
        AgencyId agency = path(ctx, AgencyId::new);
        agency(ctx, agency, () -> new AgencyRenamed(agency, wish.name(), wish.nameEn(), Gate.signed(ctx)));
    }

    void agencyGone(Context ctx) {
        PeopleWishes.LastDayWish wish = body(ctx, PeopleWishes.LastDayWish.class);
        AgencyId agency = path(ctx, AgencyId::new);
        agency(ctx, agency, () -> new AgencyGone(agency, wish.lastDay(), Gate.signed(ctx)));
    }

    void chief(Context ctx) {
        PeopleWishes.ChiefWish wish = body(ctx, PeopleWishes.ChiefWish.class);
        AgencyId agency = path(ctx, AgencyId::new);
        agency(ctx, agency, () -> new ChiefNamed(agency, wish.staff(), wish.from(), Gate.signed(ctx)));
    }

    void addPerson(Context ctx) {
        PeopleWishes.PersonWish wish = body(ctx, PeopleWishes.PersonWish.class);
        person(ctx, wish.staff(), () -> {
            Wording.check("a name", wish.name(), Wording.NAME_MAX);
            if (wish.post() != null) {
                Wording.check("a post", wish.post(), Wording.POST_MAX);
            }
            return new StaffAdded(
                    wish.staff(),
                    wish.name(),
                    wish.agency(),
                    wish.post(),
                    wish.since(),
                    wish.counterSince(),
                    Gate.signed(ctx));
        });
        ctx.status(HttpStatus.CREATED);
    }

    void career(Context ctx) {
        StaffId staff = path(ctx, StaffId::new);
        StaffMember member = database.read(rows -> People.find(rows, staff)).orElse(null);
        if (!Gate.reach(ctx).covers(member == null ? null : member.agency().agency(), staff)) {
            throw Gate.notAllowed();
        }
        if (member == null) {
            throw new RefusedException(
                    Refusal.NOT_FOUND, "nobody has the staff number " + staff + ": look at /api/v1/staff");
        }
        json(ctx, PeopleAnswers.CareerOut.of(staff, database.read(rows -> Careers.of(rows, staff))));
    }

    void move(Context ctx) {
        PeopleWishes.MoveWish wish = body(ctx, PeopleWishes.MoveWish.class);
        StaffId staff = path(ctx, StaffId::new);
        person(ctx, staff, () -> new StaffMoved(staff, wish.agency(), wish.from(), Gate.signed(ctx)));
    }

    void change(Context ctx) {
        PeopleWishes.ChangeWish wish = body(ctx, PeopleWishes.ChangeWish.class);
        StaffId staff = path(ctx, StaffId::new);
        person(ctx, staff, () -> new StaffChanged(staff, wish.name(), wish.post(), wish.from(), Gate.signed(ctx)));
    }

    void tenure(Context ctx) {
        PeopleWishes.TenureWish wish = body(ctx, PeopleWishes.TenureWish.class);
        StaffId staff = path(ctx, StaffId::new);
        person(ctx, staff, () -> new TenureCorrected(staff, wish.since(), wish.counterSince(), Gate.signed(ctx)));
    }

    void standIn(Context ctx) {
        PeopleWishes.StandInWish wish = body(ctx, PeopleWishes.StandInWish.class);
        StaffId staff = path(ctx, StaffId::new);
        person(ctx, staff, () -> new StandInNamed(staff, wish.b(), wish.from(), Gate.signed(ctx)));
    }

    void comeBack(Context ctx) {
        PeopleWishes.ReturnWish wish = body(ctx, PeopleWishes.ReturnWish.class);
        StaffId staff = path(ctx, StaffId::new);
        person(ctx, staff, () -> new StaffReturned(staff, wish.from(), Gate.signed(ctx)));
    }

    void export(Context ctx) {
        String asked = ctx.queryParam("format");
        Format format = Format.of(asked == null ? Format.CSV.ending() : asked)
                .orElseThrow(() -> bad("format: \"" + asked + "\" is none: ask for csv or xlsx"));
        Reach.Within within = Gate.within(ctx, new Asked(ctx).optional("agency", AgencyId::new), null);
        StaffExport export = database.read(rows -> StaffExport.of(rows, false));
        Download.answer(
                ctx,
                format,
                "register",
                file -> export.people(
                        file, format, member -> within.holds(member.agency().agency(), member.staff())));
    }

    void preview(Context ctx) {
        byte[] file = file(ctx);
        try {
            json(ctx, PeopleAnswers.PlanOut.of(people.register().preview(file, today.get(), Gate.signed(ctx)), false));
        } catch (UnreadableSheetException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    void carryOut(Context ctx) {
        @Nullable String plan = ctx.queryParam("plan");
        if (plan == null) {
            throw bad("plan is missing: give the word of the plan that /api/v1/register/preview answered");
        }
        byte[] file = file(ctx);
        RegisterDesk.Outcome outcome;
        try {
            outcome = people.register().carryOut(file, plan, today.get(), Gate.signed(ctx));
        } catch (UnreadableSheetException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        if (!outcome.done()) {
            throw new RefusedException(
                    Refusal.CONFLICT,
                    "nothing was imported: "
                            + (outcome.plan().flaws().isEmpty()
                                    ? "the file or the records are others than in that plan"
                                    : outcome.plan().flaws().size() + " things are wrong in the file")
                            + "; preview it again");
        }
        json(ctx, PeopleAnswers.PlanOut.of(outcome.plan(), true));
    }

    private static byte[] file(Context ctx) {
        try (InputStream in = ctx.bodyInputStream()) {
            byte[] file = in.readNBytes(SheetReader.BYTES_MAX + 1);
            if (file.length > SheetReader.BYTES_MAX) {
                throw new RefusedException(
                        Refusal.TOO_LARGE, "the file has more than " + SheetReader.BYTES_MAX + " bytes: divide it");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void agency(Context ctx, AgencyId agency, Supplier<CareerFact> fact) {
        record(fact);
        Agency now = database.read(People::everyAgency).stream()
                .filter(each -> each.agency().equals(agency))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("agency " + agency + " was entered and is not there"));
        json(ctx, PeopleAnswers.AgencyOut.of(now));
    }

    private void person(Context ctx, StaffId staff, Supplier<CareerFact> fact) {
        record(fact);
        json(ctx, answers.of(database.read(rows -> People.find(rows, staff)).orElseThrow()));
    }

    private void record(Supplier<CareerFact> fact) {
        CareerFact made;
        try {
            made = fact.get();
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        Optional<RuleBrokenException> refusal = people.record(made);
        if (refusal.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, refusal.get().say());
        }
    }

    private static <T> T body(Context ctx, Class<T> type) {
        return new Asked(ctx).body(type);
    }

    private static <T> T path(Context ctx, Function<String, T> read) {
        try {
            return read.apply(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Refusal.BAD_REQUEST, message);
    }

    private static void json(Context ctx, Object answer) {
        ctx.contentType("application/json").result(Json.write(answer));
    }
}

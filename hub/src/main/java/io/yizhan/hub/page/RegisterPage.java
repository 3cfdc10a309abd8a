package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RegisterDesk;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetReader;
import io.yizhan.hub.sheet.UnreadableSheetException;
import io.yizhan.hub.staff.register.Field;
import io.yizhan.hub.staff.register.Flaw;
import io.yizhan.hub.staff.register.Plan;
import io.yizhan.hub.staff.register.StaffExport;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 花名册: people and agencies out to a spreadsheet, and in from one: looked at first, then confirmed. */
public final class RegisterPage {

    private static final String PATH = "/register";

    private final Site site;
    private final PeopleDesk people;
    private final Uploads uploads;

    RegisterPage(Site site, PeopleDesk people, InstantSource clock) {
        this.site = site;
        this.people = people;
        this.uploads = new Uploads(clock);
    }

    /**
     * What the template shows.
     *
     * @param plan what the chosen file would do; null before one is chosen
     * @param notice the key of what is to be said first; empty for nothing
     */
    public record View(Frame frame, @Nullable Plan plan, String notice) {

        /** Flaws and rows that are shown; how many there are is said. */
        private static final int SHOWN_MAX = 200;

        public List<Flaw> flaws() {
            return plan == null
                    ? List.of()
                    : plan.flaws().stream().limit(SHOWN_MAX).toList();
        }

        /** The heads that are no column of the register. */
        public String unread() {
            return plan == null ? "" : String.join(frame.say("list.comma"), plan.unread());
        }

        /** Rows in which something happens. */
        public List<Plan.Line> lines() {
            return plan == null
                    ? List.of()
                    : plan.lines().stream()
                            .filter(line -> line.outcome() != Plan.Outcome.UNCHANGED)
                            .limit(SHOWN_MAX)
                            .toList();
        }

        public String word(Plan.Outcome outcome) {
            return frame.say("register.outcome." + Json.wireName(outcome));
        }

        public String mark(Plan.Outcome outcome) {
            return switch (outcome) {
                case ADDED, CHANGED -> "well";
                case LEAVES -> "look";
                case UNCHANGED -> "off";
            };
        }

        public String column(@Nullable Field field) {
            if (field == null) {
                return frame.say("register.row");
            }
            return frame.speech().words().tag().startsWith("zh") ? field.chinese() : field.english();
        }

        public String what(Flaw flaw) {
            return frame.say("register.flaw." + flaw.kind().word());
        }

        public String detail(Flaw flaw) {
            RuleBrokenException broken = flaw.broken();
            return broken == null ? flaw.detail() : Forms.why(broken, frame.speech());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.KEEP_PEOPLE, ctx -> show(ctx, null, "")),
                Route.post(PATH, Right.KEEP_PEOPLE, this::preview).taking(SheetReader.BYTES_MAX),
                Route.post(PATH + "/confirmed", Right.KEEP_PEOPLE, this::carryOut),
                Route.get(PATH + ".csv", Right.SEE_PEOPLE, ctx -> export(ctx, Format.CSV)),
                Route.get(PATH + ".xlsx", Right.SEE_PEOPLE, ctx -> export(ctx, Format.XLSX)));
    }

    private void preview(Context ctx) throws IOException {
        UploadedFile upload = ctx.uploadedFile("file");
        if (upload == null) {
            throw new RefusedException(
                    Refusal.BAD_REQUEST, "no file came with the form: choose one, and send it again");
        }
        byte[] file;
        try (InputStream in = upload.content()) {
            file = in.readAllBytes();
        }
        try {
            Plan plan = people.register().preview(file, speech(ctx).today(), account(ctx));
            if (plan.flaws().isEmpty()) {
                uploads.keep(session(ctx), file);
            }
            show(ctx, plan, "");
        } catch (UnreadableSheetException e) {
            show(ctx, null, "register.unreadable." + Json.wireName(e.why()));
        }
    }

    private void carryOut(Context ctx) {
        Optional<byte[]> file = uploads.find(session(ctx));
        if (file.isEmpty()) {
            show(ctx, null, "register.forgotten");
            return;
        }
        try {
            RegisterDesk.Outcome outcome = people.register()
                    .carryOut(
                            file.get(), new Form(ctx).text("plan"), speech(ctx).today(), account(ctx));
            if (!outcome.done()) {
                show(ctx, outcome.plan(), "register.other");
                return;
            }
            uploads.forget(session(ctx));
            ctx.redirect(Tab.PEOPLE.path() + "?done=imported", HttpStatus.SEE_OTHER);
        } catch (UnreadableSheetException e) {
            throw new IllegalStateException("what was previewed cannot be read any more", e);
        }
    }

    private void export(Context ctx, Format format) {
        Reach.Within within = Gate.within(ctx, new Query(ctx).id("agency", AgencyId::new), null);
        boolean chinese = site.words(ctx).tag().startsWith("zh");
        StaffExport export = site.read(rows -> StaffExport.of(rows, chinese));
        Download.answer(
                ctx,
                format,
                "register-" + speech(ctx).today(),
                file -> export.people(
                        file, format, member -> within.holds(member.agency().agency(), member.staff())));
    }

    private void show(Context ctx, @Nullable Plan plan, String notice) {
        site.show(ctx, "register", new View(site.frame(ctx, Tab.PEOPLE), plan, notice));
    }

    private Speech speech(Context ctx) {
        return site.speech(ctx);
    }

    private static String session(Context ctx) {
        return Gate.presentVisitor(ctx).formWord();
    }

    private static String account(Context ctx) {
        return Gate.presentVisitor(ctx).account().name().text();
    }
}

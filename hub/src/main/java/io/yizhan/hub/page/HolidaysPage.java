package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.month.RuleChange;
import io.yizhan.hub.attendance.rules.HolidayFile;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.attendance.rules.UnfitRulesException;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enters the holidays of a year: those that ship with the program, or a file, which is shown before it is entered. */
public final class HolidaysPage {

    static final String PATH = RulesPage.PATH + "/holidays";

    private final Site site;
    private final RulesDesk desk;

    HolidaysPage(Site site, RulesDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param text the file as it was given
     * @param why it cannot be entered, in words; empty while nothing was refused
     * @param year that it means; null while nothing was understood
     * @param replaces what is on record of the year; null when nothing is
     * @param affected whose days of late would come out otherwise; null while nothing was understood
     */
    public record View(
            Frame frame,
            String text,
            String why,
            @Nullable HolidayYear year,
            @Nullable HolidayYear replaces,
            @Nullable AffectedDays affected) {

        public RulesWords words() {
            return new RulesWords(frame.speech());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.KEEP_RULES, this::begin),
                Route.post(PATH, Right.KEEP_RULES, this::act),
                Route.post(PATH + "/shipped", Right.KEEP_RULES, this::takeOver));
    }

    /** Begins with an empty form, or with a year that ships with the program where the address names one. */
    private void begin(Context ctx) {
        Integer asked = new Query(ctx).number("year", 2000, 2199);
        Frame frame = site.frame(ctx, Tab.RULES);
        Optional<HolidayYear> onBoard = Shipped.holidays().stream()
                .filter(year -> asked != null && year.year() == asked)
                .findFirst();
        if (onBoard.isPresent()) {
            decide(ctx, frame, canonical(onBoard.get()), onBoard.get(), false);
        } else {
            site.show(ctx, "rules/holidays", new View(frame, "", "", null, null, null));
        }
    }

    private void act(Context ctx) {
        Frame frame = site.frame(ctx, Tab.RULES);
        RulesWords words = new RulesWords(frame.speech());
        byte[] file = file(ctx);
        String text = new String(file, StandardCharsets.UTF_8);
        HolidayYear year;
        try {
            year = HolidayFile.read(file);
        } catch (UnfitRulesException e) {
            refuse(ctx, new View(frame, text, words.say(e), null, null, null));
            return;
        }
        decide(ctx, frame, text, year, "save".equals(ctx.formParam("act")));
    }

    private void decide(Context ctx, Frame frame, String text, HolidayYear year, boolean save) {
        RulesWords words = new RulesWords(frame.speech());
        Optional<RulesDesk.Refused> refused = save ? desk.announce(year, RulesPage.by(ctx)) : desk.objection(year);
        if (refused.isPresent()) {
            refuse(ctx, new View(frame, text, words.say(refused.get()), null, null, null));
        } else if (save) {
            ctx.redirect(RulesPage.PATH + "?done=holidays#calendar", HttpStatus.SEE_OTHER);
        } else {
            HolidayYear replaced = site.read(RulesOnRecord::years).stream()
                    .filter(each -> each.year() == year.year())
                    .findFirst()
                    .orElse(null);
            Speech speech = frame.speech();
            AffectedDays affected = site.read(
                    rows -> AffectedDays.of(rows, speech, RuleChange.of(rows, year, speech.now(), speech.zone())));
            site.show(ctx, "rules/holidays", new View(frame, canonical(year), "", year, replaced, affected));
        }
    }

    private static String canonical(HolidayYear year) {
        return new String(Json.write(year), StandardCharsets.UTF_8);
    }

    private void refuse(Context ctx, View view) {
        ctx.status(Refusal.CONFLICT.status());
        site.show(ctx, "rules/holidays", view);
    }

    /** The uploaded file as it came, so that other letters than UTF-8 are refused; else what was pasted. */
    private static byte[] file(Context ctx) {
        @Nullable UploadedFile file = ctx.isMultipart() ? ctx.uploadedFile("file") : null;
        if (file != null && file.size() > 0) {
            try (InputStream content = file.content()) {
                return content.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("the file did not come to its end", e);
            }
        }
        @Nullable String pasted = ctx.formParam("text");
        return (pasted == null ? "" : pasted.strip()).getBytes(StandardCharsets.UTF_8);
    }

    /** All years that are on board and not on record; what is on record stays as it is. */
    private void takeOver(Context ctx) {
        List<Integer> known =
                site.read(RulesOnRecord::years).stream().map(HolidayYear::year).toList();
        for (HolidayYear year : Shipped.holidays()) {
            Optional<RulesDesk.Refused> refused =
                    known.contains(year.year()) ? Optional.empty() : desk.announce(year, RulesPage.by(ctx));
            if (refused.isPresent()) {
                throw new RefusedException(Refusal.CONFLICT, new RulesWords(site.speech(ctx)).say(refused.get()));
            }
        }
        ctx.redirect(RulesPage.PATH + "?done=holidays#calendar", HttpStatus.SEE_OTHER);
    }
}

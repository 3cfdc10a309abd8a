package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.month.RuleChange;
import io.yizhan.hub.attendance.reckoning.CheapAbsence;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.attendance.rules.UnfitRulesException;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rules, without a script: each button sends the whole form, which comes back as it was typed.
 *
 * <pre>
 *   form ── add, remove ──→ form
 *     └──── preview ──┬───→ form, and why it cannot be
 *                     └───→ whom it would affect ── save ──→ the page of rules
 *                                      └─────────── back ──→ form
 * </pre>
 */
public final class RulesChangePage {

    static final String PATH = RulesPage.PATH + "/change";

    private final Site site;
    private final RulesDesk desk;

    RulesChangePage(Site site, RulesDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template of the form shows.
     *
     * @param why it cannot be, in words; empty while nothing was refused
     */
    public record View(Frame frame, RulesForm form, String why) {

        public RulesWords words() {
            return new RulesWords(frame.speech());
        }

        public List<DayOfWeek> week() {
            return List.of(DayOfWeek.values());
        }
    }

    /** What the template of the preview shows. */
    public record Preview(
            Frame frame,
            RulesForm form,
            AttendanceRules rules,
            AffectedDays affected,
            List<CheapAbsence> cheap,
            @Nullable LocalDate next) {

        public RulesWords words() {
            return new RulesWords(frame.speech());
        }
    }

    List<Route> routes() {
        return List.of(Route.get(PATH, Right.KEEP_RULES, this::begin), Route.post(PATH, Right.KEEP_RULES, this::act));
    }

    /** Begins with the rules of the day in the address, else with those in force. */
    private void begin(Context ctx) {
        Frame frame = site.frame(ctx, Tab.RULES);
        LocalDate today = frame.speech().today();
        LocalDate of = new Query(ctx).day("of", today);
        RuleBook book = site.read(RulesOnRecord::rules);
        AttendanceRules rules = book.on(of)
                .orElseGet(() ->
                        book.all().isEmpty() ? Shipped.example() : book.all().getLast());
        LocalDate from = book.all().isEmpty()
                ? today.withDayOfMonth(1)
                : of.isAfter(today) ? rules.from() : today.plusMonths(1).withDayOfMonth(1);
        site.show(ctx, "rules/change", new View(frame, RulesForm.of(rules, from), ""));
    }

    private void act(Context ctx) {
        RulesForm form = RulesForm.sent(name -> {
            @Nullable String value = ctx.formParam(name);
            return value == null ? "" : value.strip();
        });
        String[] act = String.valueOf(ctx.formParam("act")).split(":", 2);
        switch (act[0]) {
            case "add-hours" -> edit(ctx, form.withHours());
            case "remove-hours" -> edit(ctx, form.withoutHours(place(act)[0]));
            case "add-slot" -> edit(ctx, form.withSlot(place(act)[0]));
            case "remove-slot" -> edit(ctx, form.withoutSlot(place(act)[0], place(act)[1]));
            case "back" -> edit(ctx, form);
            case "preview" -> decide(ctx, form, false);
            case "save" -> decide(ctx, form, true);
            default -> throw new RefusedException(Refusal.BAD_REQUEST, "\"" + act[0] + "\" is no button of this form");
        }
    }

    /** {@code 0.2}: of the first kind of hours the third slot; without a dot the slot is 0. */
    private static int[] place(String[] act) {
        String text = act.length == 2 ? act[1] : "";
        if (!text.matches("[0-9](\\.[0-9])?")) {
            throw new RefusedException(Refusal.BAD_REQUEST, "\"" + text + "\" is no place in this form");
        }
        return new int[] {text.charAt(0) - '0', text.length() == 1 ? 0 : text.charAt(2) - '0'};
    }

    private void edit(Context ctx, RulesForm form) {
        site.show(ctx, "rules/change", new View(site.frame(ctx, Tab.RULES), form, ""));
    }

    private void decide(Context ctx, RulesForm form, boolean save) {
        Frame frame = site.frame(ctx, Tab.RULES);
        RulesWords words = new RulesWords(frame.speech());
        AttendanceRules rules;
        try {
            rules = RulesTyped.read(form);
        } catch (UnfitRulesException e) {
            refuse(ctx, new View(frame, form, words.say(e)));
            return;
        }
        Optional<RulesDesk.Refused> refused = save ? desk.set(rules, RulesPage.by(ctx)) : desk.objection(rules);
        if (refused.isPresent()) {
            refuse(ctx, new View(frame, form, words.say(refused.get())));
        } else if (save) {
            ctx.redirect(RulesPage.PATH + "?done=set", HttpStatus.SEE_OTHER);
        } else {
            site.show(ctx, "rules/preview", preview(frame, form, rules));
        }
    }

    private void refuse(Context ctx, View view) {
        ctx.status(Refusal.CONFLICT.status());
        site.show(ctx, "rules/change", view);
    }

    private Preview preview(Frame frame, RulesForm form, AttendanceRules rules) {
        Speech speech = frame.speech();
        return site.<Preview>read(rows -> {
            LocalDate next = RulesOnRecord.rules(rows).all().stream()
                    .map(AttendanceRules::from)
                    .filter(from -> from.isAfter(rules.from()))
                    .min(LocalDate::compareTo)
                    .orElse(null);
            return new Preview(
                    frame,
                    form,
                    rules,
                    AffectedDays.of(rows, speech, RuleChange.of(rows, rules, speech.now(), speech.zone())),
                    CheapAbsence.of(rules),
                    next);
        });
    }
}

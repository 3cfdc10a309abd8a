package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the forms of attendance share: their fields, who sends them, and what is said when nothing was decided. */
final class Forms {

    private Forms() {}

    /** Who sends it. */
    static Actor actor(Context ctx) {
        Allowance allowance = Gate.allowance(ctx)
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " is open to who is not signed in"));
        return Actor.of(Gate.presentVisitor(ctx).account().name().text(), allowance);
    }

    /** Lets only what is within the route's reach through, in the same words whether that exists or not. */
    static void checkReach(Context ctx, @Nullable AgencyId agency, @Nullable StaffId staff) {
        Reach reach = Gate.reach(ctx);
        boolean within = staff == null ? reach instanceof Reach.Hall : reach.covers(agency, staff);
        if (!within) {
            throw Gate.notAllowed();
        }
    }

    static String text(Context ctx, String field) {
        @Nullable String value = ctx.formParam(field);
        return value == null ? "" : value.strip();
    }

    static <T> T given(Context ctx, String field, Function<String, T> read) {
        return read(field, text(ctx, field), read);
    }

    static <T> T read(String field, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, field + ": " + e.getMessage());
        }
    }

    static <E extends Enum<E>> E word(Context ctx, String field, Class<E> type) {
        return given(
                ctx,
                field,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** Goes on only where the records allowed it. */
    static void check(Optional<RuleBrokenException> broken, Speech speech) {
        if (broken.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, why(broken.get(), speech));
        }
    }

    /** Why the records do not allow it, in the language of the page where it has words for the rule. */
    static String why(RuleBrokenException broken, Speech speech) {
        return broken.rule()
                .map(rule -> speech.say(
                        "rule." + rule,
                        broken.about().stream()
                                .map(about ->
                                        about instanceof Instant at ? speech.dayAndClock(at) : String.valueOf(about))
                                .toArray()))
                .orElseGet(broken::say);
    }

    /** Goes on only after what was decided; else with the sentence why nothing was, in the language of the page. */
    static void done(Decided decided, Speech speech) {
        if (decided instanceof Decided.Refused refused) {
            throw new RefusedException(Refusal.CONFLICT, why(refused, speech));
        }
    }

    /** Why nothing was decided, in the language of the page. */
    static String why(Decided.Refused refused, Speech speech) {
        return speech.say(
                "decided.why." + Json.wireName(refused.why()), refused.about().toArray());
    }
}

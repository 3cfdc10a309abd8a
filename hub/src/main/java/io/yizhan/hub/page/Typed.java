package io.yizhan.hub.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/**
 * What stood in a form that was refused: it comes back as it was typed, with the reason beside it.
 *
 * @param form where it was sent to; empty when nothing was refused
 * @param why in the language of the page
 * @param fields what each was sent with
 */
public record Typed(String form, String why, Map<String, List<String>> fields) {

    static final Typed NOTHING = new Typed("", "", Map.of());

    public Typed {
        fields = Map.copyOf(fields);
    }

    static Typed of(Context ctx, String why) {
        return new Typed(ctx.path(), why, ctx.formParamMap());
    }

    /** The same for this form, and nothing for another one of the page. */
    public Typed in(String asked) {
        return form.equals(asked) ? this : NOTHING;
    }

    public boolean isRefused() {
        return !form.isEmpty();
    }

    /** @param first what stands there before anything was typed */
    public String text(String field, String first) {
        return isRefused() ? fields.getOrDefault(field, List.of("")).getFirst() : first;
    }

    /** Whether this box was ticked. */
    public boolean ticks(String field, String box) {
        return fields.getOrDefault(field, List.of()).contains(box);
    }
}

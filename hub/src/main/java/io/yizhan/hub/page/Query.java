package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the address of a page filters by; an empty field filters nothing, what makes no sense is refused. */
final class Query {

    private static final int PAGE_MAX = 10_000;

    private final Context ctx;

    Query(Context ctx) {
        this.ctx = ctx;
    }

    String text(String name) {
        @Nullable String value = ctx.queryParam(name);
        return value == null ? "" : value.strip();
    }

    <T> @Nullable T id(String name, Function<String, T> read) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, name + ": " + e.getMessage());
        }
    }

    LocalDate day(String name, LocalDate usually) {
        String text = text(name);
        try {
            return text.isEmpty() ? usually : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new RefusedException(
                    Refusal.BAD_REQUEST, name + ": \"" + text + "\" is no day; write one such as 2026-11-23");
        }
    }

    YearMonth month(String name, YearMonth usually) {
        String text = text(name);
        return text.isEmpty() ? usually : month(text);
    }

    /** Of an address or a form. */
    static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, "\"" + text + "\" is no month; write one such as 2026-11");
        }
    }

    @Nullable
    Integer number(String name, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new RefusedException(
                    Refusal.BAD_REQUEST, name + ": \"" + text + "\" is no number from " + least + " to " + most);
        }
        return Integer.valueOf(text);
    }

    int page() {
        Integer page = number("page", 1, PAGE_MAX);
        return page == null ? 1 : page;
    }
}

package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a form says; what makes no sense is refused. */
final class Form {

    private final Context ctx;

    Form(Context ctx) {
        this.ctx = ctx;
    }

    /** Stripped; empty where the field is not there. */
    String text(String field) {
        @Nullable String text = ctx.formParam(field);
        return text == null ? "" : text.strip();
    }

    @Nullable
    String textOrNull(String field) {
        String text = text(field);
        return text.isEmpty() ? null : text;
    }

    <T> T value(String field, Function<String, T> read) {
        String text = text(field);
        return made(() -> read.apply(text));
    }

    <T> @Nullable T valueOrNull(String field, Function<String, T> read) {
        return text(field).isEmpty() ? null : value(field, read);
    }

    LocalDate day(String field) {
        String text = text(field);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new RefusedException(
                    Refusal.BAD_REQUEST, field + ": \"" + text + "\" is no day; write one such as 2026-11-23");
        }
    }

    @Nullable
    LocalDate dayOrNull(String field) {
        return text(field).isEmpty() ? null : day(field);
    }

    /** What its own rules refuse is refused as a request that makes no sense. */
    static <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}

package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a request asks for; what makes no sense is refused with a sentence. */
final class Asked {

    /** Rows of an answer, unless told otherwise and at most. */
    static final int LIMIT_USUAL = 100;

    static final int LIMIT_MAX = 1_000;

    /** Days that one answer may span. */
    static final int DAYS_MAX = 366;

    private final Context ctx;

    Asked(Context ctx) {
        this.ctx = ctx;
    }

    /** The days asked for, both included. */
    record Days(LocalDate from, LocalDate to) {}

    Days days(LocalDate today) {
        @Nullable LocalDate day = optional("day", LocalDate::parse);
        @Nullable LocalDate from = optional("from", LocalDate::parse);
        @Nullable LocalDate to = optional("to", LocalDate::parse);
        if (day != null && (from != null || to != null)) {
            throw bad("day stands beside from or to: give one day, or a span");
        }
        LocalDate first = day != null ? day : from != null ? from : to != null ? to : today;
        LocalDate last = day != null ? day : to != null ? to : from != null && from.isAfter(today) ? from : today;
        long span = ChronoUnit.DAYS.between(first, last);
        if (span < 0 || span >= DAYS_MAX) {
            throw bad("from " + first + " to " + last + " is no span of 1 to " + DAYS_MAX + " days");
        }
        return new Days(first, last);
    }

    int limit() {
        Integer limit = optional("limit", Integer::valueOf);
        if (limit == null) {
            return LIMIT_USUAL;
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw bad("limit " + limit + " is outside 1–" + LIMIT_MAX);
        }
        return limit;
    }

    /** Where a further page begins: how many rows stand before it. */
    int skip() {
        @Nullable String cursor = cursor();
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("[0-9]{1,9}")) {
            throw bad("cursor is none that an answer gave: take next from the answer before");
        }
        return Integer.parseInt(cursor);
    }

    /** What the cursor says, decoded. */
    @Nullable
    String cursor() {
        return optional("cursor", text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    }

    static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** A parameter of the address; null when it is not there. */
    <T> @Nullable T optional(String name, Function<String, T> read) {
        @Nullable String text = ctx.queryParam(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return read.apply(text);
        } catch (NumberFormatException e) {
            throw bad(name + ": \"" + text + "\" is no number");
        } catch (IllegalArgumentException e) {
            throw bad(name + ": " + e.getMessage());
        } catch (DateTimeException e) {
            throw bad(name + ": \"" + text + "\" is no day; write one such as 2026-11-23");
        }
    }

    <T> T body(Class<T> type) {
        try {
            return Json.read(ctx.bodyAsBytes(), type);
        } catch (UnreadableException e) {
            throw bad("the body is not what this address asks for: " + e.getMessage());
        }
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Refusal.BAD_REQUEST, message);
    }
}

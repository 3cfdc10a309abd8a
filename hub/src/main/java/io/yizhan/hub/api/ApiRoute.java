package io.yizhan.hub.api;

import io.javalin.http.Handler;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.SheetReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route of the interface with what its description says of it.
 *
 * @param right what the program must be allowed
 * @param summary one sentence
 * @param body the record that is sent; bytes for a file; null for none
 * @param answer the record that comes back; of a page, one of its items
 */
record ApiRoute(
        Route.Method method,
        String path,
        Right right,
        String summary,
        List<Parameter> parameters,
        @Nullable Class<?> body,
        Shape shape,
        Class<?> answer,
        Handler handler) {

    /** How the answer stands in its document. */
    enum Shape {
        /** One. */
        ONE,
        /** One, that was made by this request. */
        MADE,
        /** {@code items} and a cursor {@code next}. */
        PAGE,
        /** A line each. */
        LINES,
        /** A file, as its content type says. */
        FILE
    }

    /** A parameter of the address. */
    record Parameter(String name, Type type, String description) {

        /** Its form. */
        enum Type {
            TEXT,
            DAY,
            NUMBER
        }
    }

    Route route() {
        Route route = new Route(method, path, Audience.programs(right), handler);
        return body == byte[].class ? route.taking(SheetReader.BYTES_MAX) : route;
    }
}

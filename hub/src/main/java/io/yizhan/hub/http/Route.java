package io.yizhan.hub.http;

import io.javalin.http.Handler;
import java.util.Objects;

/**
 * One row of the table.
 *
 * @param path as Javalin writes it: {@code /api/v1/enrolments/{id}}
 */
public record Route(Method method, String path, Audience audience, Handler handler) {

    public Route {
        Objects.requireNonNull(audience, () -> path + " does not say whom it is for");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path \"" + path + "\" must begin with /");
        }
    }

    public static Route get(String path, Audience audience, Handler handler) {
        return new Route(Method.GET, path, audience, handler);
    }

    public static Route post(String path, Audience audience, Handler handler) {
        return new Route(Method.POST, path, audience, handler);
    }

    /** GET must change nothing. */
    public enum Method {
        GET,
        POST
    }
}

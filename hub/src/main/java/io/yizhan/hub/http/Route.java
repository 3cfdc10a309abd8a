package io.yizhan.hub.http;

import io.javalin.http.Handler;
import io.yizhan.hub.access.Right;
import java.util.Objects;

/**
 * One row of the table.
 *
 * @param path as Javalin writes it: {@code /api/v1/enrolments/{id}}
 * @param bodyMax the most bytes of a request's body; a larger one is refused unread
 */
public record Route(Method method, String path, Audience audience, Handler handler, long bodyMax) {

    /** Of a body, unless a route says otherwise: what forms and programs send is smaller. */
    public static final long BODY_MAX = 64 * 1024;

    public Route {
        Objects.requireNonNull(audience, () -> path + " does not say whom it is for");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path \"" + path + "\" must begin with /");
        }
    }

    public Route(Method method, String path, Audience audience, Handler handler) {
        this(method, path, audience, handler, BODY_MAX);
    }

    /** The same that takes a file of so many bytes, and what a form has beside it. */
    public Route taking(long fileBytes) {
        return new Route(method, path, audience, handler, fileBytes + BODY_MAX);
    }

    public static Route get(String path, Audience audience, Handler handler) {
        return new Route(Method.GET, path, audience, handler);
    }

    /** Of a page that shows something; {@link Gate#reach} says to its handler of whom. */
    public static Route get(String path, Right right, Handler handler) {
        return get(path, Audience.people(right), handler);
    }

    public static Route post(String path, Audience audience, Handler handler) {
        return new Route(Method.POST, path, audience, handler);
    }

    /** Of a page that changes something; {@link Gate#reach} says to its handler for whom it may. */
    public static Route post(String path, Right right, Handler handler) {
        return post(path, Audience.people(right), handler);
    }

    /** GET must change nothing. */
    public enum Method {
        GET,
        POST
    }
}

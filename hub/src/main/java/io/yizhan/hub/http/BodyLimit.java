package io.yizhan.hub.http;

import io.javalin.http.Context;
import io.javalin.http.util.MultipartUtil;
import io.javalin.security.RouteRole;
import jakarta.servlet.MultipartConfigElement;

/** How much a request may bring to its route. Javalin limits texts alone; what comes in parts it would take whole. */
record BodyLimit(long bytes) implements RouteRole {

    static BodyLimit of(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(BodyLimit.class::isInstance)
                .map(BodyLimit.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " has no limit"));
    }

    /** Refuses a body that says that it is larger; one that does not say is cut off while it is read. */
    void hold(Context ctx) {
        if (ctx.req().getContentLengthLong() > bytes) {
            throw tooLarge();
        }
        ctx.req()
                .setAttribute(
                        MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE,
                        new MultipartConfigElement("", bytes, bytes, Math.toIntExact(bytes)));
    }

    RefusedException tooLarge() {
        return new RefusedException(
                Refusal.TOO_LARGE, "the body has more than the " + bytes + " bytes that this address takes");
    }
}

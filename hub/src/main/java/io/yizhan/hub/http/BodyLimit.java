package io.yizhan.hub.http;

import io.javalin.http.Context;
import io.javalin.http.util.MultipartUtil;
import io.javalin.security.RouteRole;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much a request may bring to its route. Javalin limits texts alone; what comes in parts it would take whole. */
record BodyLimit(long bytes) implements RouteRole {

    /** So much of a body that is too large is read and thrown away, so that who sends it comes to read the answer. */
    static final long THROWN_AWAY_MAX = 8 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BodyLimit.class);

    static BodyLimit of(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(BodyLimit.class::isInstance)
                .map(BodyLimit.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(ctx.path() + " has no limit"));
    }

    /** Refuses a body that says that it is larger; one that does not say is cut off while it is read. */
    void hold(Context ctx) {
        long length = ctx.req().getContentLengthLong();
        if (length > bytes) {
            if (length <= THROWN_AWAY_MAX) {
                throwAway(ctx);
            }
            throw new RefusedException(Refusal.TOO_LARGE, say());
        }
        ctx.req()
                .setAttribute(
                        MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE,
                        new MultipartConfigElement("", bytes, bytes, Math.toIntExact(bytes)));
    }

    /** A connection that is closed while somebody still sends is reset, and takes the answer with it. */
    private static void throwAway(Context ctx) {
        try (InputStream body = ctx.req().getInputStream()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            LOG.debug("who sent too much to {} went away", ctx.path(), gone);
        }
    }

    String say() {
        return "the body has more than the " + bytes + " bytes that this address takes";
    }

    /** Whether a body in parts could not be read; by what Jetty throws then. */
    static boolean isOfParts(ServletException thrown) {
        return thrown.getCause() instanceof HttpException;
    }

    /** Whether that is because it is too large: Jetty says so in words alone, as the innermost cause. */
    static boolean isExceeded(ServletException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).startsWith("max length exceeded");
    }
}

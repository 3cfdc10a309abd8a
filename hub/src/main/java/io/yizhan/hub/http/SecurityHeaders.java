package io.yizhan.hub.http;

import io.javalin.http.Context;

/**
 * What every answer carries: nothing is loaded from elsewhere, nothing runs that is not a file of ours, no frame shows
 * us.
 */
public final class SecurityHeaders {

    private static final String CONTENT =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';" + " frame-ancestors 'none'";

    private SecurityHeaders() {}

    public static void put(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin") // not no-referrer: forms would then send Origin: null
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .header("Cache-Control", "no-store");
    }
}

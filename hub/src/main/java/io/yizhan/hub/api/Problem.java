package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.yizhan.hub.http.Face;
import io.yizhan.hub.http.Refusal;
import io.yizhan.protocol.Json;

/**
 * A refusal as RFC 9457 has it.
 *
 * @param code the kind of refusal, for programs
 * @param detail what was seen and what to do, for people
 */
public record Problem(String type, String title, int status, String code, String detail) {

    /** Shows refusals to programs. */
    public static final Face FACE = Problem::show;

    private static void show(Context ctx, Refusal refusal, String message) {
        String code = Json.wireName(refusal);
        Problem problem = new Problem("about:blank", code.replace('-', ' '), refusal.status(), code, message);
        ctx.contentType("application/problem+json").result(Json.write(problem));
    }
}

package io.yizhan.hub.http;

import io.javalin.http.Context;

/** Shows a refusal to whom it concerns: a page to a person, a document to a program. */
@FunctionalInterface
public interface Face {

    /** @param message what was seen and what to do, in English; a page has its own words for the kind of refusal */
    void show(Context ctx, Refusal refusal, String message);
}

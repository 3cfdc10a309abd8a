package io.yizhan.hub.http;

import io.javalin.http.Context;

/** Decides who may take a route. */
interface Door {

    /** Runs before each route's handler, and throws when it must not run. */
    void check(Context ctx, Audience audience);

    /** Notes who asks, where nobody has to be anybody. */
    void recognise(Context ctx);
}

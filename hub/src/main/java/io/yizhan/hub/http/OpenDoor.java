package io.yizhan.hub.http;

import io.javalin.http.Context;

/** Lets everybody through: in front of a table that has nothing to keep. */
final class OpenDoor implements Door {

    @Override
    public void check(Context ctx, Audience audience) {}

    @Override
    public void recognise(Context ctx) {}
}

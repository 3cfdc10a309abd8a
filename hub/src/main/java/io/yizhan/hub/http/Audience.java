package io.yizhan.hub.http;

import io.javalin.security.RouteRole;
import io.yizhan.hub.access.Right;

/** Whom a route is for. Each route has exactly one: there is no route without. */
public sealed interface Audience extends RouteRole {

    /** Also who is not signed in. */
    Audience ANYBODY = new Anybody();

    /** Every account that is signed in: only what concerns the account itself. */
    Audience SIGNED_IN = new SignedIn();

    /** Accounts that are signed in and have this right. */
    static Audience people(Right right) {
        return new People(right);
    }

    /** Programs with a bearer token that has this right. */
    static Audience programs(Right right) {
        return new Programs(right);
    }

    /** {@link #ANYBODY}. */
    record Anybody() implements Audience {}

    /** {@link #SIGNED_IN}. */
    record SignedIn() implements Audience {}

    /** {@link #people}. */
    record People(Right right) implements Audience {}

    /** {@link #programs}. */
    record Programs(Right right) implements Audience {}
}

package io.yizhan.hub.http;

import io.javalin.security.RouteRole;

/** Whom a route is for. Each route has exactly one: there is no route without. */
public enum Audience implements RouteRole {
    /** Also who is not signed in. */
    ANYBODY,
    /** Every account that is signed in. */
    SIGNED_IN,
    /** Admins that are signed in. */
    ADMIN,
    /** Programs with a bearer token. */
    PROGRAM
}

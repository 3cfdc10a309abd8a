package io.yizhan.hub.access;

import java.time.Duration;

/** How an attempt to sign in ended. */
public sealed interface SignIn {

    /** @param word the session's secret, for the browser's cookie only */
    record Done(Account account, String word) implements SignIn {}

    /** No such account, or not its password: which of them is not told. */
    record Wrong() implements SignIn {}

    /** Too many failures for this account or from this address. */
    record TooOften(Duration pause) implements SignIn {}

    /** Too many people sign in at this moment. */
    record Busy() implements SignIn {}
}

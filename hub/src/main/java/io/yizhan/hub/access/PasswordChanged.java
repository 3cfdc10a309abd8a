package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;

/** An account has a new password; what that is stands in no journal. */
public record PasswordChanged(String account, String by) implements HubFact {}

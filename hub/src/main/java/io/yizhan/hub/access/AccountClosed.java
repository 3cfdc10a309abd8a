package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;

/** Nobody signs in with this account any more; its name is not given again. */
public record AccountClosed(String account, String by) implements HubFact {}

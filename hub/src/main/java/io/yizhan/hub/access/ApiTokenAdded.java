package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;

/** A program may use the interface from now on. The token is in no journal. */
public record ApiTokenAdded(String name, String by) implements HubFact {}

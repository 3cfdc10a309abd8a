package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;

/** The token of this name opens nothing any more. */
public record ApiTokenRevoked(String name, String by) implements HubFact {}

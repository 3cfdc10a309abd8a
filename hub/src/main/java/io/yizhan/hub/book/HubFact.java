package io.yizhan.hub.book;

/**
 * What was decided at the hub: the {@code data} of an entry of its own journal. Each domain has its own records; the
 * type's name is the record's, in lower case with dashes.
 */
public interface HubFact {}

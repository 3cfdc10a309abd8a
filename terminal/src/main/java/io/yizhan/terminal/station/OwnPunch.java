package io.yizhan.terminal.station;

import java.time.OffsetDateTime;

/**
 * A punch that a person made here before.
 *
 * @param at as the reader told it
 * @param sure whether the reader could believe its clock then; else the hub settles when it was
 */
public record OwnPunch(OffsetDateTime at, boolean sure) {}

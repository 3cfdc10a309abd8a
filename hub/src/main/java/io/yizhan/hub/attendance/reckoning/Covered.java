package io.yizhan.hub.attendance.reckoning;

import java.time.LocalDateTime;

/** A time [from, to) of which nothing that a reader recorded is missing. */
public record Covered(LocalDateTime from, LocalDateTime to) {}

package io.yizhan.protocol.request;

import java.time.OffsetDateTime;

/** Somebody with an appointment is here. */
public record CheckIn(OffsetDateTime at, String code) implements Request {}

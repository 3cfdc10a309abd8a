package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.SessionId;

/** Nobody pressed in time: not rated, which is no rating. */
public record RatingMissed(SessionId session) implements Fact {}

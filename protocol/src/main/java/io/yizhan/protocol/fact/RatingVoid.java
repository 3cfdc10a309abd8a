package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.SessionId;

/** A session that ended for another reason than a press or the time. */
public record RatingVoid(SessionId session, String reason) implements Fact {}

package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CounterId;

/** A counter pauses. */
public record CounterPaused(CounterId counter) implements Fact {}

package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CounterId;

/** A counter serves no more. */
public record CounterClosed(CounterId counter) implements Fact {}

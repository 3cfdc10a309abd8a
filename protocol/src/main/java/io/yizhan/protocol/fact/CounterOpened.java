package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CounterId;

/** A counter serves. */
public record CounterOpened(CounterId counter) implements Fact {}

package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;

/**
 * One entry of the book, as a projection sees it.
 *
 * @param fact a terminal's {@link io.yizhan.protocol.fact.Fact}, or a {@link HubFact}
 */
public record Entry(DeviceId device, JournalId journal, long seq, Hash hash, TrueTime time, Object fact) {}

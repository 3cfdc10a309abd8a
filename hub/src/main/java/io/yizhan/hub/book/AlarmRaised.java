package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;

/**
 * Something that an admin must see.
 *
 * @param kind {@code loss}, {@code mismatch}, {@code journal-twice}, {@code storm} …
 * @param detail for people
 */
public record AlarmRaised(DeviceId device, String kind, String detail) implements HubFact {}

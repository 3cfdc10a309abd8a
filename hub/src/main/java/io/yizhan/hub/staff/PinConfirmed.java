package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.Instant;

/**
 * A reader with a number pad has said that it knows somebody's PIN: from then on the person can punch there.
 *
 * @param since when the reader took it, by its journal, or when its pad came back
 */
public record PinConfirmed(StaffId staff, DeviceId device, Instant since) implements HubFact {}

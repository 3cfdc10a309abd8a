package io.yizhan.hub.attendance.leave;

import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDateTime;

/**
 * A reader was dead in [from, to).
 *
 * @param evidence where what proves it is on record
 */
public record WaiverWish(DeviceId device, LocalDateTime from, LocalDateTime to, String reason, String evidence) {}

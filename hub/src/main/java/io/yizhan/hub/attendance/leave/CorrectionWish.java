package io.yizhan.hub.attendance.leave;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDateTime;

/**
 * A correction 补签 as somebody asks for it.
 *
 * @param at in the hall's zone; its seconds are dropped
 * @param evidence where what proves it is on record
 */
public record CorrectionWish(StaffId staff, LocalDateTime at, String reason, String evidence) {}

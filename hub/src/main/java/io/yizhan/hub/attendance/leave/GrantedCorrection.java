package io.yizhan.hub.attendance.leave;

import java.time.LocalDateTime;

/**
 * What counts as a punch.
 *
 * @param id of the correction
 * @param at a whole minute, in the hall's zone
 */
public record GrantedCorrection(String id, LocalDateTime at) {}

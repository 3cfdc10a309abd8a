package io.yizhan.hub.staff;

import io.yizhan.protocol.id.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the counters 窗口人员.
 *
 * @param consentedAt when the consent to store templates was recorded; null when there is none
 * @param hasPin whether a PIN is set
 */
public record StaffMember(
        StaffId staff,
        String name,
        Agency agency,
        @Nullable String post,
        @Nullable Instant consentedAt,
        boolean hasPin) {}

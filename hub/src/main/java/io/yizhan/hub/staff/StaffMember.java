package io.yizhan.hub.staff;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the counters 窗口人员.
 *
 * @param consented when the consent to store templates was recorded; null when there is none
 * @param hasPin whether a PIN is set
 */
public record StaffMember(
        StaffId staff,
        String name,
        Agency agency,
        @Nullable String post,
        @Nullable TrueTime consented,
        boolean hasPin) {}

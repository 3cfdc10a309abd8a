package io.yizhan.hub.attendance;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A punch 打卡, as the reader told it.
 *
 * @param name of the person; null when the number is nobody's here
 * @param day in the hall's zone
 */
public record PunchRecord(
        DeviceId device,
        JournalId journal,
        long seq,
        StaffId staff,
        @Nullable String name,
        @Nullable String agency,
        Punch.Method method,
        @Nullable Integer score,
        LocalDate day,
        TrueTime time) {}

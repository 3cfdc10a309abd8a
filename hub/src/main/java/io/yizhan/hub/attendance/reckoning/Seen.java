package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was there: a punch 打卡, or a correction 补签 that was granted.
 *
 * @param ref by which it is found: {@code device/journal/seq} of a punch, the id of a correction
 * @param device the reader; null for a correction
 * @param earliest the first minute in which it may have happened
 * @param latest the last; the same where the time is exact
 */
public record Seen(String ref, @Nullable DeviceId device, LocalDateTime earliest, LocalDateTime latest) {

    public Seen {
        earliest = earliest.truncatedTo(ChronoUnit.MINUTES);
        latest = latest.truncatedTo(ChronoUnit.MINUTES);
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException(ref + " happened from " + earliest + " to " + latest);
        }
    }

    public static Seen correction(String id, LocalDateTime at) {
        return new Seen(id, null, at, at);
    }

    public boolean isCorrection() {
        return device == null;
    }

    public boolean isExact() {
        return earliest.equals(latest);
    }

    /** Whether it may have happened in [from, to). */
    boolean mayBeIn(LocalDateTime from, LocalDateTime to) {
        return earliest.isBefore(to) && !latest.isBefore(from);
    }
}

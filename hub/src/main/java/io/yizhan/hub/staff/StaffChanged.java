package io.yizhan.hub.staff;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has another name or another post; on the day of the last change it puts that one right.
 *
 * @param post what the plate says of the person's work; null when nothing
 * @param from the first day of it, in the hall's zone
 * @param by the account that recorded it
 */
public record StaffChanged(
        StaffId staff, String name, @Nullable String post, LocalDate from, String by) implements CareerFact {

    public StaffChanged {
        Wording.check("a name", name, Wording.NAME_MAX);
        if (post != null) {
            Wording.check("a post", post, Wording.POST_MAX);
        }
        HallDays.check("the day of the change", from);
    }
}

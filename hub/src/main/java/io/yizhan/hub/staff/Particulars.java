package io.yizhan.hub.staff;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's name and post from this day on, in the hall's zone.
 *
 * @param post null when the plate says nothing
 */
public record Particulars(
        LocalDate from, String name, @Nullable String post) {}

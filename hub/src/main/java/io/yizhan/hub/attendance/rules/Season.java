package io.yizhan.hub.attendance.rules;

import java.time.LocalDate;
import java.time.MonthDay;

/** A part of each year, both ends included; it may go over the new year: 10-01 to 04-30. */
public record Season(MonthDay from, MonthDay to) {

    public boolean holds(LocalDate day) {
        MonthDay of = MonthDay.from(day);
        return from.isAfter(to) ? !of.isBefore(from) || !of.isAfter(to) : !of.isBefore(from) && !of.isAfter(to);
    }
}

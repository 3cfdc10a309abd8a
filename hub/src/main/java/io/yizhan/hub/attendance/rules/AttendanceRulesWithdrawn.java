package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.book.HubFact;
import java.time.LocalDate;

/**
 * The rules that were to begin on this day do not come; those before them go on.
 *
 * @param by the account that decided, or {@code program NAME}
 */
public record AttendanceRulesWithdrawn(LocalDate from, String by) implements HubFact {}

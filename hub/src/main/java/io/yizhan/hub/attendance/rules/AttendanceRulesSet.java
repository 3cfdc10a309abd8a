package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.book.HubFact;

/**
 * The hall's rules from a day on are these. Said again of the same day, the newer word counts.
 *
 * @param by the account that decided, or {@code program NAME}
 */
public record AttendanceRulesSet(AttendanceRules rules, String by) implements HubFact {}

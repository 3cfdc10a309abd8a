package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.book.HubFact;

/**
 * The holidays of a year are on record. Said again of the same year, the newer word counts.
 *
 * @param by the account that entered them, or {@code program NAME}
 */
public record HolidaysAnnounced(HolidayYear announced, String by) implements HubFact {}

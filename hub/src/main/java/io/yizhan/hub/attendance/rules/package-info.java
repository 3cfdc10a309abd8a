/** The hall's hours and what follows from them, as data: slots, seasons, thresholds, the calendar. Pure; no clock. */
@NullMarked
package io.yizhan.hub.attendance.rules;

import org.jspecify.annotations.NullMarked;

/**
 * From what is known to each person's day, and to the sums of a month: pure functions of their arguments, with no
 * clock, no zone and no store. All times are the hall's.
 */
@NullMarked
package io.yizhan.hub.attendance.reckoning;

import org.jspecify.annotations.NullMarked;

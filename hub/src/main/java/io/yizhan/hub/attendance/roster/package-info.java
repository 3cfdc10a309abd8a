/** Who is at the front, by half-days (NC 18): set a day at a time, ahead. */
@NullMarked
package io.yizhan.hub.attendance.roster;

import org.jspecify.annotations.NullMarked;

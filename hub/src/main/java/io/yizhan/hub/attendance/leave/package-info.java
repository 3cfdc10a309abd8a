/** What excuses an absence or stands for a punch: leave, corrections, waivers; who asked for it, and who decided. */
@NullMarked
package io.yizhan.hub.attendance.leave;

import org.jspecify.annotations.NullMarked;

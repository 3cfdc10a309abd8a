/**
 * Who is here at this moment, and where nobody is who should be: from the day's reckoning, the roster and A/B posts.
 */
@NullMarked
package io.yizhan.hub.attendance.here;

import org.jspecify.annotations.NullMarked;

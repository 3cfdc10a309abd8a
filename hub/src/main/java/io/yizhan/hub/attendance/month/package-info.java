/** Brings together what the records know of a span of days, and has it reckoned. */
@NullMarked
package io.yizhan.hub.attendance.month;

import org.jspecify.annotations.NullMarked;

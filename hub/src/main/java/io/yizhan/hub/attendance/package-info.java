/** Who punched, where, when, and how sure that is. */
@NullMarked
package io.yizhan.hub.attendance;

import org.jspecify.annotations.NullMarked;

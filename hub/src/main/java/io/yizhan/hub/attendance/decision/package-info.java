/** What all decisions of attendance share: who decides, in one transaction, and why one was not taken. */
@NullMarked
package io.yizhan.hub.attendance.decision;

import org.jspecify.annotations.NullMarked;

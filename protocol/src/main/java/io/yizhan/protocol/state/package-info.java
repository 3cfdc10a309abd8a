/** What a screen should show, and what a device should be: whole, replaced by the newest. */
@NullMarked
package io.yizhan.protocol.state;

import org.jspecify.annotations.NullMarked;

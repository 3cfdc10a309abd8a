/** What a driver needs of a wire: ports only; nothing here knows what is at the other end. */
@NullMarked
package io.yizhan.hardware.bus;

import org.jspecify.annotations.NullMarked;

/** Keys and lamps: one press is one event. */
@NullMarked
package io.yizhan.hardware.keys;

import org.jspecify.annotations.NullMarked;

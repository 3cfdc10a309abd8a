/** Chains of MAX7219 drivers. */
@NullMarked
package io.yizhan.hardware.matrix.max7219;

import org.jspecify.annotations.NullMarked;

/** A matrix of LEDs, and the glyphs that are drawn on it. */
@NullMarked
package io.yizhan.hardware.matrix;

import org.jspecify.annotations.NullMarked;

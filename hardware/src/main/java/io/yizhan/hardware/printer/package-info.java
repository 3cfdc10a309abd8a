/** A ticket printer as its users see it. */
@NullMarked
package io.yizhan.hardware.printer;

import org.jspecify.annotations.NullMarked;

/** The ESC/POS command set. */
@NullMarked
package io.yizhan.hardware.printer.escpos;

import org.jspecify.annotations.NullMarked;

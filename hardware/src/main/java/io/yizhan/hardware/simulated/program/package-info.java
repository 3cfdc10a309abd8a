/** Simulated devices as programs of their own, for a terminal that believes in real ones. */
@NullMarked
package io.yizhan.hardware.simulated.program;

import org.jspecify.annotations.NullMarked;

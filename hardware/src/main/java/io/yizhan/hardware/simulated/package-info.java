/** The far end of each wire: parses the bytes, and refuses what hardware refuses. */
@NullMarked
package io.yizhan.hardware.simulated;

import org.jspecify.annotations.NullMarked;

/** Boot, uptime and trust: the parts of a clock that the wire speaks of. */
@NullMarked
package io.yizhan.protocol.clock;

import org.jspecify.annotations.NullMarked;

/** One connection to the broker that stays up. */
@NullMarked
package io.yizhan.protocol.link;

import org.jspecify.annotations.NullMarked;

/** What happens at a terminal, each an entry of its journal. */
@NullMarked
package io.yizhan.protocol.fact;

import org.jspecify.annotations.NullMarked;

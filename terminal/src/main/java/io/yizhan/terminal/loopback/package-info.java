/** Pages for this machine's own browser. */
@NullMarked
package io.yizhan.terminal.loopback;

import org.jspecify.annotations.NullMarked;

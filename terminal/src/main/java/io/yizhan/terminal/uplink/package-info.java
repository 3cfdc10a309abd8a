/** Up and down between this terminal and the hub: journal, presence, requests, state, orders. */
@NullMarked
package io.yizhan.terminal.uplink;

import org.jspecify.annotations.NullMarked;

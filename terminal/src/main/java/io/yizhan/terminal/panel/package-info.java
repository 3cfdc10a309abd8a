/** The simulated front panel in a browser: people's hands and eyes at simulated devices, only on loopback. */
@NullMarked
package io.yizhan.terminal.panel;

import org.jspecify.annotations.NullMarked;

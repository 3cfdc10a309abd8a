/** The screens at a reader and a kiosk: pages for the terminal's own browser, which work with the hub away. */
@NullMarked
package io.yizhan.terminal.screen;

import org.jspecify.annotations.NullMarked;

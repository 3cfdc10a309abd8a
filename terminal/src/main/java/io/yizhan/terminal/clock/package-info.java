/** The hall's time as a terminal knows it: its own wall and uptime, and what it last heard from the hub. */
@NullMarked
package io.yizhan.terminal.clock;

import org.jspecify.annotations.NullMarked;

/** Whether this terminal works: its status for the hub, its watchdog for systemd. */
@NullMarked
package io.yizhan.terminal.health;

import org.jspecify.annotations.NullMarked;

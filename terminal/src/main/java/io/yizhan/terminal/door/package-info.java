/** The face of a reader: a screen at the door, that works with the hub away. */
@NullMarked
package io.yizhan.terminal.door;

import org.jspecify.annotations.NullMarked;

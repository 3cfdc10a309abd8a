/** Number pads that the kernel's input layer drives: USB, by {@code /dev/input/event…}. */
@NullMarked
package io.yizhan.hardware.keys.evdev;

import org.jspecify.annotations.NullMarked;

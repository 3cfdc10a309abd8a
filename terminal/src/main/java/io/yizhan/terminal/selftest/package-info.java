/** Whether each device of a terminal is there and does what people need of it. */
@NullMarked
package io.yizhan.terminal.selftest;

import org.jspecify.annotations.NullMarked;

/** The hall's devices, their stations, and what does not work. */
@NullMarked
package io.yizhan.hub.devices;

import org.jspecify.annotations.NullMarked;

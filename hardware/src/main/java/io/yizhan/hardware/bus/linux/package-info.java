/** The wires of a real machine. The only room that names Pi4J and jSerialComm. */
@NullMarked
package io.yizhan.hardware.bus.linux;

import org.jspecify.annotations.NullMarked;

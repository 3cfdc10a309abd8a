/** Devices and their bytes; no hall, no MQTT. */
@NullMarked
package io.yizhan.hardware;

import org.jspecify.annotations.NullMarked;

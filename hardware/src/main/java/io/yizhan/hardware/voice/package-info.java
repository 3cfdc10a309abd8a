/** What is said aloud. */
@NullMarked
package io.yizhan.hardware.voice;

import org.jspecify.annotations.NullMarked;

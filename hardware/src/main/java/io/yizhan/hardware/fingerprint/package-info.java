/** A fingerprint module as its users see it. */
@NullMarked
package io.yizhan.hardware.fingerprint;

import org.jspecify.annotations.NullMarked;

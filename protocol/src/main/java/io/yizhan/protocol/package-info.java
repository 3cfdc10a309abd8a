/** What is said on the wire; no disk, no bytes of devices. */
@NullMarked
package io.yizhan.protocol;

import org.jspecify.annotations.NullMarked;

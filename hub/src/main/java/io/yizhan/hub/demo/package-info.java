/** The made-up hall that the demo starts with. */
@NullMarked
package io.yizhan.hub.demo;

import org.jspecify.annotations.NullMarked;

/** Rating sessions and what citizens said. */
@NullMarked
package io.yizhan.hub.evaluation;

import org.jspecify.annotations.NullMarked;

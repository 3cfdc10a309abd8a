/** Frozen documents: the monthly bulletin of each agency, its versions, and what came after it was published. */
@NullMarked
package io.yizhan.hub.report;

import org.jspecify.annotations.NullMarked;

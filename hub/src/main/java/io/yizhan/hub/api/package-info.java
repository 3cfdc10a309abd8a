/** The records as JSON for programs, below {@code /api/v1}, and the document that describes it. */
@NullMarked
package io.yizhan.hub.api;

import org.jspecify.annotations.NullMarked;

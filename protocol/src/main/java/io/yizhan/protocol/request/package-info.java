/** What needs a decision of the hub now, and its answer. */
@NullMarked
package io.yizhan.protocol.request;

import org.jspecify.annotations.NullMarked;

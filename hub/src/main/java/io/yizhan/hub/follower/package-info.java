/** Terminals' batches in, the book's watermark out. */
@NullMarked
package io.yizhan.hub.follower;

import org.jspecify.annotations.NullMarked;

/** Every entry of every journal, and what the projections make of it, in one transaction. */
@NullMarked
package io.yizhan.hub.book;

import org.jspecify.annotations.NullMarked;

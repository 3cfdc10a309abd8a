/** A journal on the wire: batches of lines, their hashes, and what is answered. */
@NullMarked
package io.yizhan.protocol.journal;

import org.jspecify.annotations.NullMarked;

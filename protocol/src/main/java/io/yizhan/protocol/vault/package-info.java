/**
 * The hub's journal as a vault keeps it: sealed under the hall's recovery key, so that only a person with it can
 * read it.
 */
@NullMarked
package io.yizhan.protocol.vault;

import org.jspecify.annotations.NullMarked;

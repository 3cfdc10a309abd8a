/**
 * The hub's own journal on its way into vaults, and back out of one; and what must be in it so that a hall can
 * begin again.
 */
@NullMarked
package io.yizhan.hub.vault;

import org.jspecify.annotations.NullMarked;

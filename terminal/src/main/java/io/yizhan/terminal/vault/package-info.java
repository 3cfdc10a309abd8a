/**
 * The hub's journal on this terminal's disk: verified, sealed under the recovery key, fsynced before it is
 * acknowledged.
 */
@NullMarked
package io.yizhan.terminal.vault;

import org.jspecify.annotations.NullMarked;

/** A hall in one file: made while the hub runs, checked, kept in a number, and unpacked again. */
@NullMarked
package io.yizhan.hub.backup;

import org.jspecify.annotations.NullMarked;

/** The terminal's journal: what happened here, on disk before anybody is told. */
@NullMarked
package io.yizhan.terminal.journal;

import org.jspecify.annotations.NullMarked;

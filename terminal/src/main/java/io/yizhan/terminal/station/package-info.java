/** Between devices and the hall's words: a fact is in the journal before a person is told of it. */
@NullMarked
package io.yizhan.terminal.station;

import org.jspecify.annotations.NullMarked;

/** Orders to a terminal, and how they went. */
@NullMarked
package io.yizhan.protocol.command;

import org.jspecify.annotations.NullMarked;

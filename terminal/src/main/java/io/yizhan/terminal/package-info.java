@NullMarked
package io.yizhan.terminal;

import org.jspecify.annotations.NullMarked;

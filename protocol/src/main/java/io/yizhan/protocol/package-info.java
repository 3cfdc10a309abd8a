@NullMarked
package io.yizhan.protocol;

import org.jspecify.annotations.NullMarked;

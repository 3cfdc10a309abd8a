@NullMarked
package io.yizhan.hub;

import org.jspecify.annotations.NullMarked;

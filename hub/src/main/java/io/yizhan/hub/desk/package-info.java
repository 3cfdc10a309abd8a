/** What terminals ask and are told now: requests answered, states published, orders sent. */
@NullMarked
package io.yizhan.hub.desk;

import org.jspecify.annotations.NullMarked;

/** Services, tickets, leases of numbers, counters and calls. */
@NullMarked
package io.yizhan.hub.queue;

import org.jspecify.annotations.NullMarked;

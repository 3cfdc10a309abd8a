/** The web server under page and interface: a table of routes, who may take which, and what a refusal is. */
@NullMarked
package io.yizhan.hub.http;

import org.jspecify.annotations.NullMarked;

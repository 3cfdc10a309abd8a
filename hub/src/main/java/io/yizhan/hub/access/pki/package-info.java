/** The hall's own certificates: its authority, and what that issues to the broker, the hub and each device. */
@org.jspecify.annotations.NullMarked
package io.yizhan.hub.access.pki;

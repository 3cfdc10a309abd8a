/** The commands with which an admin makes a hall and lets devices into it. */
@org.jspecify.annotations.NullMarked
package io.yizhan.hub.cli;

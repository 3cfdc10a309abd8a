/** Who may use the page and the interface for programs: accounts, passwords, sessions, tokens. */
@NullMarked
package io.yizhan.hub.access;

import org.jspecify.annotations.NullMarked;

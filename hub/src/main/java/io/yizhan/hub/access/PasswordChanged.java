package io.yizhan.hub.access;

import io.yizhan.hub.book.HubFact;
import org.jspecify.annotations.Nullable;

/**
 * An account has a new password; what that is stands in no journal.
 *
 * @param firstPassword as in {@link AccountAdded}
 */
public record PasswordChanged(
        String account, String by, @Nullable Boolean firstPassword) implements HubFact {}

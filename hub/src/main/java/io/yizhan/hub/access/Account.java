package io.yizhan.hub.access;

import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in to the page.
 *
 * @param name what is typed at the sign-in
 * @param staff whom it belongs to; null for one who is no member of staff
 */
public record Account(AccountName name, Role role, @Nullable StaffId staff) {}

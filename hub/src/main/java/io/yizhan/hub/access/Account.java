package io.yizhan.hub.access;

/**
 * Who may sign in to the page.
 *
 * @param name what is typed at the sign-in
 */
public record Account(AccountName name, Standing standing) {}

package io.yizhan.hub.access;

/**
 * Who is signed in.
 *
 * @param formWord what each form must carry, so that a foreign page cannot send it
 * @param firstPassword whether the password is one that another person has read: it opens nothing but its own change
 */
public record Visitor(Account account, String formWord, boolean firstPassword) {}

package io.yizhan.hub.access;

/**
 * Who is signed in.
 *
 * @param formWord what each form must carry, so that a foreign page cannot send it
 */
public record Visitor(Account account, String formWord) {}

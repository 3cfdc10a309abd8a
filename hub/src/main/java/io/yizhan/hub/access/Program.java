package io.yizhan.hub.access;

/** Whose token it is. */
public record Program(String name, Standing standing) {}

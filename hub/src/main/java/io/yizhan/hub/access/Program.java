package io.yizhan.hub.access;

/** Whose token it is. */
public record Program(String name, Standing standing) {

    /** What stands before its name where an account's would stand alone: no account's name has a space. */
    public static final String SIGNED = "program ";
}

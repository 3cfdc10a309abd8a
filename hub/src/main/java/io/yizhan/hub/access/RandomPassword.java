package io.yizhan.hub.access;

import java.security.SecureRandom;

/** A first password: 79 random bits, in signs that a person does not mistake for each other when typing them. */
public final class RandomPassword {

    /** Without i, l, o, 0 and 1. */
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_SIGNS = 4;

    private RandomPassword() {}

    public static String of(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_SIGNS; i++) {
            if (i > 0 && i % GROUP_SIGNS == 0) {
                password.append('-');
            }
            password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return password.toString();
    }
}

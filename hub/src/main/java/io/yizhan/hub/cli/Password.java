package io.yizhan.hub.cli;

import java.security.SecureRandom;

/** A first password: 79 random bits, in signs that a person does not mistake for each other when typing them. */
final class Password {

    /** Without i, l, o, 0 and 1. */
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_SIGNS = 4;

    private Password() {}

    static String random(SecureRandom random) {
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

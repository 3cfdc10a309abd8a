package io.yizhan.protocol.id;

import java.util.function.IntPredicate;

/**
 * What a kind of name must look like. Every line that is read has several names in it, so this is looked at by hand,
 * without a regular expression: that took a tenth of the hub's time.
 *
 * @param shape for people
 * @param uuid the dashes stand where a UUID has them
 */
record IdRule(String kind, String shape, IntPredicate allowed, int charactersMin, int charactersMax, boolean uuid) {

    private static final int UUID_CHARACTERS = 36;

    static IdRule hex(String kind, int digits) {
        return new IdRule(kind, "[0-9a-f]{" + digits + "}", IdRule::isHex, digits, digits, false);
    }

    static IdRule uuid(String kind) {
        String shape = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        return new IdRule(kind, shape, IdRule::isHex, UUID_CHARACTERS, UUID_CHARACTERS, true);
    }

    /** Small letters, digits and dashes: what stands in topics. */
    static IdRule small(String kind, int charactersMax) {
        return new IdRule(kind, "[a-z0-9-]{1," + charactersMax + "}", IdRule::isSmall, 1, charactersMax, false);
    }

    /** Letters, digits and dashes. */
    static IdRule word(String kind, int charactersMax) {
        return new IdRule(
                kind,
                "[A-Za-z0-9-]{1," + charactersMax + "}",
                c -> isSmall(c) || isCapital(c),
                1,
                charactersMax,
                false);
    }

    static IdRule capitals(String kind, int charactersMax) {
        return new IdRule(kind, "[A-Z]{1," + charactersMax + "}", IdRule::isCapital, 1, charactersMax, false);
    }

    void check(String text) {
        if (!holds(text)) {
            String seen = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            throw new IllegalArgumentException("\"" + seen + "\" is no " + kind + ": it must match " + shape);
        }
    }

    /** The shape, which the JSON Schemas say, too. */
    @Override
    public String toString() {
        return shape;
    }

    private boolean holds(String text) {
        if (text.length() < charactersMin || text.length() > charactersMax) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean right = (uuid && isDashOfUuid(i)) ? c == '-' : allowed.test(c);
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDashOfUuid(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static boolean isSmall(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z';
    }
}

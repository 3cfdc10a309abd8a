package io.yizhan.protocol.id;

/**
 * What a kind of name must look like. Every line that is read has several names in it, so this is looked at by hand,
 * without a regular expression: that took a tenth of the hub's time.
 *
 * @param shape for people
 * @param uuid the dashes stand where a UUID has them
 */
record IdRule(String kind, String shape, Letters allowed, int charactersMin, int charactersMax, boolean uuid) {

    private static final int UUID_CHARACTERS = 36;
    private static final int SHOWN_MAX = 60;
    private static final Letters DIGITS = Letters.NONE.with('0', '9');
    private static final Letters HEX = DIGITS.with('a', 'f');
    private static final Letters SMALL = DIGITS.with('a', 'z').with('-', '-');
    private static final Letters CAPITALS = Letters.NONE.with('A', 'Z');

    /** A set of ASCII characters, a bit for each. */
    private record Letters(long low, long high) {

        static final Letters NONE = new Letters(0, 0);

        Letters with(char first, char last) {
            long newLow = low;
            long newHigh = high;
            for (char c = first; c <= last; c++) {
                newLow |= c < Long.SIZE ? 1L << c : 0;
                newHigh |= c < Long.SIZE ? 0 : 1L << (c - Long.SIZE);
            }
            return new Letters(newLow, newHigh);
        }

        boolean has(char c) {
            return c < 2 * Long.SIZE && ((c < Long.SIZE ? low >>> c : high >>> (c - Long.SIZE)) & 1) == 1;
        }
    }

    static IdRule hex(String kind, int digits) {
        return new IdRule(kind, "[0-9a-f]{" + digits + "}", HEX, digits, digits, false);
    }

    static IdRule uuid(String kind) {
        String shape = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        return new IdRule(kind, shape, HEX, UUID_CHARACTERS, UUID_CHARACTERS, true);
    }

    /** Small letters, digits and dashes: what stands in topics. */
    static IdRule small(String kind, int charactersMax) {
        return new IdRule(kind, "[a-z0-9-]{1," + charactersMax + "}", SMALL, 1, charactersMax, false);
    }

    /** Letters, digits and dashes. */
    static IdRule word(String kind, int charactersMax) {
        return new IdRule(kind, "[A-Za-z0-9-]{1," + charactersMax + "}", SMALL.with('A', 'Z'), 1, charactersMax, false);
    }

    static IdRule capitals(String kind, int charactersMax) {
        return new IdRule(kind, "[A-Z]{1," + charactersMax + "}", CAPITALS, 1, charactersMax, false);
    }

    void check(String text) {
        if (!holds(text)) {
            throw new IllegalArgumentException(quoted(text) + " is no " + kind + ": it must match " + shape);
        }
    }

    /** What was read instead of a name, short enough to be shown. */
    static String quoted(String text) {
        return "\"" + (text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text) + "\"";
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
            boolean right = (uuid && isDashOfUuid(i)) ? c == '-' : allowed.has(c);
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDashOfUuid(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }
}

package io.yizhan.hub.access;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an account, as it is typed. */
public record AccountName(String text) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

    public AccountName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no name of an account: 1 to 32 of a–z, 0–9, dot, dash and underline,"
                            + " a letter or digit first");
        }
    }

    /** What somebody typed, if it can be one at all. */
    public static Optional<AccountName> typed(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AccountName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.yizhan.protocol.id;

import java.util.regex.Pattern;

/** What a kind of name must look like. */
record IdRule(String kind, Pattern pattern) {

    static IdRule of(String kind, String regex) {
        return new IdRule(kind, Pattern.compile(regex));
    }

    static IdRule uuid(String kind) {
        return of(kind, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    }

    void check(String text) {
        if (!pattern.matcher(text).matches()) {
            String seen = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            throw new IllegalArgumentException("\"" + seen + "\" is no " + kind + ": it must match " + pattern);
        }
    }
}

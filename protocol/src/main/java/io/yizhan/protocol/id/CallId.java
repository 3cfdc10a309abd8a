package io.yizhan.protocol.id;

import java.util.UUID;

/** One call of one ticket to one counter. */
public record CallId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("call id");

    public CallId {
        RULE.check(text);
    }

    public static CallId of(UUID uuid) {
        return new CallId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

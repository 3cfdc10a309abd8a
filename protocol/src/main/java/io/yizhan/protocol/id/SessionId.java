package io.yizhan.protocol.id;

import java.util.UUID;

/** One rating session. */
public record SessionId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("session id");

    public SessionId {
        RULE.check(text);
    }

    public static SessionId of(UUID uuid) {
        return new SessionId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.yizhan.protocol.id;

import java.util.UUID;

/** One connection to the broker; its will carries the same. */
public record ConnectionId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("connection id");

    public ConnectionId {
        RULE.check(text);
    }

    public static ConnectionId of(UUID uuid) {
        return new ConnectionId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

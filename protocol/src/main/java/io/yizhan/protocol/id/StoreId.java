package io.yizhan.protocol.id;

import java.util.UUID;

/** The hub's database. */
public record StoreId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("store id");

    public StoreId {
        RULE.check(text);
    }

    public static StoreId of(UUID uuid) {
        return new StoreId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.yizhan.protocol.id;

import java.util.UUID;

/** One boot of one machine, as its kernel names it. */
public record BootId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("boot id");

    public BootId {
        RULE.check(text);
    }

    public static BootId of(UUID uuid) {
        return new BootId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

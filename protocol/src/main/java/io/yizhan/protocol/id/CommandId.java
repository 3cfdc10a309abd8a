package io.yizhan.protocol.id;

import java.util.UUID;

/** An order to a terminal; also its correlation data. */
public record CommandId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("command id");

    public CommandId {
        RULE.check(text);
    }

    public static CommandId of(UUID uuid) {
        return new CommandId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

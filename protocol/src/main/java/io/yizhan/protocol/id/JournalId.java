package io.yizhan.protocol.id;

import java.util.UUID;

/** A journal, made with its file. */
public record JournalId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("journal id");

    public JournalId {
        RULE.check(text);
    }

    public static JournalId of(UUID uuid) {
        return new JournalId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

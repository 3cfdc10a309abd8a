package io.yizhan.protocol.id;

/** A hall: {@code [a-z0-9-]{1,32}}. */
public record HallId(String text) implements Id {

    private static final IdRule RULE = IdRule.small("hall id", 32);

    public HallId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.yizhan.protocol.id;

/** A counter 窗口, as it stands on its plate: {@code 3}. */
public record CounterId(String text) implements Id {

    private static final IdRule RULE = IdRule.of("counter id", "[A-Za-z0-9-]{1,32}");

    public CounterId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

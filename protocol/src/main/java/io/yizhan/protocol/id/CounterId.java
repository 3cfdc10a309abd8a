package io.yizhan.protocol.id;

/** A counter 窗口, as it stands on its plate: {@code 3}. */
public record CounterId(String text) implements Id {

    private static final IdRule RULE = IdRule.word("counter id", 32);

    public CounterId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

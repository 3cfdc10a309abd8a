package io.yizhan.protocol.id;

/** A service 事项. */
public record ServiceId(String text) implements Id {

    private static final IdRule RULE = IdRule.small("service id", 32);

    public ServiceId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.yizhan.protocol.id;

/** A resident agency 进驻机构. */
public record AgencyId(String text) implements Id {

    private static final IdRule RULE = IdRule.small("agency id", 32);

    public AgencyId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

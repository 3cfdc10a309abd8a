package io.yizhan.protocol.id;

/** A member of staff, by the number that the hall gave: {@code s0123}. */
public record StaffId(String text) implements Id {

    private static final IdRule RULE = IdRule.word("staff id", 32);

    public StaffId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

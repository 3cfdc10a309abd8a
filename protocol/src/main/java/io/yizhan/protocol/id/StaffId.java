package io.yizhan.protocol.id;

/** A member of staff, by the number that the hall gave: {@code s0123}. */
public record StaffId(String text) implements Id {

    private static final IdRule RULE = IdRule.of("staff id", "[A-Za-z0-9-]{1,32}");

    public StaffId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

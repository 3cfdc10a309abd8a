package io.yizhan.protocol.id;

import java.util.UUID;

/** One finger of one person, once enrolled, whatever its position. */
public record EnrolmentId(String text) implements Id {

    private static final IdRule RULE = IdRule.uuid("enrolment id");

    public EnrolmentId {
        RULE.check(text);
    }

    public static EnrolmentId of(UUID uuid) {
        return new EnrolmentId(uuid.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.yizhan.protocol.id;

/** A series of tickets, the letters before a ticket's number: {@code A}. */
public record SeriesId(String text) implements Id {

    private static final IdRule RULE = IdRule.capitals("series id", 3);

    public SeriesId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

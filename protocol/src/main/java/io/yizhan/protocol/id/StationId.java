package io.yizhan.protocol.id;

/** A station of a terminal: {@code reader-1}, {@code hall}; a counter's station has the counter's id. */
public record StationId(String text) implements Id {

    private static final IdRule RULE = IdRule.word("station id", 32);

    public StationId {
        RULE.check(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

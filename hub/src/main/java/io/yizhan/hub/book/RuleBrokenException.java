package io.yizhan.hub.book;

import io.yizhan.protocol.Json;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry that the records do not allow: a rating for a session that never opened. The message is for who reads
 * English; where a person's decision can break the rule, its name lets a page say the same in its own words.
 */
public final class RuleBrokenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String rule;
    private final transient List<Object> about;

    /** Of what no person decides. */
    public RuleBrokenException(String message) {
        super(message);
        this.rule = null;
        this.about = List.of();
    }

    /**
     * Of what a person decides.
     *
     * @param about what the sentence names, in the order that stands beside the rule
     */
    public RuleBrokenException(Enum<?> rule, String message, @Nullable Object... about) {
        super(message);
        this.rule = Json.wireName(rule);
        this.about = Stream.of(about).map(each -> each == null ? "—" : each).toList();
    }

    /** Its name as a word: {@code not-yet}. */
    public Optional<String> rule() {
        return Optional.ofNullable(rule);
    }

    /** Ids, days, numbers, moments. */
    public List<Object> about() {
        return about;
    }

    /** For who reads English. */
    public String say() {
        return String.valueOf(getMessage());
    }
}

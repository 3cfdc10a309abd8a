package io.yizhan.protocol.journal;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.WireNumber;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.BootId;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines ⇄ bytes for one family of facts. Immutable, for any thread. */
public final class LineFormat<F> {

    private final Map<String, Class<? extends F>> byType;

    private LineFormat(Map<String, Class<? extends F>> byType) {
        this.byType = Map.copyOf(byType);
    }

    /** The facts of terminals. */
    public static LineFormat<Fact> ofTerminals() {
        return of(Json.alternatives(Fact.class));
    }

    /** A family of records, each entry type named after its record: {@code TicketIssued} is {@code ticket-issued}. */
    public static <F> LineFormat<F> of(List<Class<? extends F>> records) {
        Map<String, Class<? extends F>> byType = new HashMap<>();
        for (Class<? extends F> type : records) {
            if (byType.put(Json.wireName(type), type) != null) {
                throw new IllegalArgumentException("two entry types are named " + Json.wireName(type));
            }
        }
        return new LineFormat<>(byType);
    }

    /** The line's bytes, without LF. */
    public byte[] write(OffsetDateTime at, ClockTrust clock, BootId boot, long up, F fact) {
        return Json.write(
                new Envelope(Line.V, Json.wireName(fact.getClass()), at, clock, boot, up, null, Json.tree(fact)));
    }

    /**
     * The same line with where it first stood; one that has an origin keeps it; one that is no object stays as it is.
     */
    public byte[] withOrigin(byte[] line, Origin origin) {
        return Json.withField(line, "origin", origin);
    }

    /** Where the line first stood; empty where it does not say. Also of a line that {@link #read} does not take. */
    public Optional<Origin> origin(byte[] line) {
        try {
            return Optional.ofNullable(Json.read(line, WithOrigin.class).origin());
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads one line.
     *
     * @throws UnreadableException when it is no line, or its fact breaks its type's rules; the reason is for people
     */
    public Line<F> read(byte[] line) throws UnreadableException {
        Envelope envelope = Json.read(line, Envelope.class);
        int limit = envelope.origin() == null ? Line.BYTES_MAX : Line.BYTES_MAX_WITH_ORIGIN;
        if (line.length > limit) {
            throw new UnreadableException("the line has " + line.length + " bytes, more than " + limit);
        }
        return new Line<>(
                envelope.v(),
                envelope.type(),
                envelope.at(),
                envelope.clock(),
                envelope.boot(),
                envelope.up(),
                envelope.origin(),
                fact(envelope));
    }

    private @Nullable F fact(Envelope envelope) throws UnreadableException {
        Class<? extends F> type = byType.get(envelope.type());
        return type == null || envelope.v() != Line.V ? null : envelope.data().as(type);
    }

    /** A machine that knows no time begins with this one. */
    private static final int YEAR_MIN = 1970;

    /** The last that RFC 3339 can write. */
    private static final int YEAR_MAX = 9999;

    private record WithOrigin(@Nullable Origin origin) {}

    private record Envelope(
            int v,
            String type,
            OffsetDateTime at,
            ClockTrust clock,
            BootId boot,
            long up,
            @Nullable Origin origin,
            Json.Tree data) {
        Envelope {
            if (v < 1 || type.isEmpty()) {
                throw new IllegalArgumentException("v " + v + " is below 1, or there is no type");
            }
            WireNumber.check("up", up, 0);
            if (at.getYear() < YEAR_MIN || at.getYear() > YEAR_MAX) {
                throw new IllegalArgumentException(
                        "the year of at is " + at.getYear() + ", outside " + YEAR_MIN + "–" + YEAR_MAX);
            }
        }
    }
}

package io.yizhan.terminal.station;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that was issued, as a kiosk remembers it until it knows what became of the paper.
 *
 * @param about whether {@code at} could not be believed; absent: it could
 */
record Issued(
        TicketId ticket,
        ServiceId service,
        int ahead,
        OffsetDateTime at,
        @Nullable Boolean about) {

    boolean isUncertain() {
        return about != null && about;
    }

    String asNote() {
        return new String(Json.write(this), StandardCharsets.UTF_8);
    }

    /** Empty for a note of an older shape: then nothing can be printed again, and nothing else is lost. */
    static Optional<Issued> ofNote(String note) {
        try {
            return Optional.of(Json.read(note.getBytes(StandardCharsets.UTF_8), Issued.class));
        } catch (UnreadableException olderShape) {
            return Optional.empty();
        }
    }
}
